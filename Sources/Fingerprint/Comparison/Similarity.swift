// SPDX-License-Identifier: Apache-2.0

/// Similarity of every minutia of one template with every one of another.
///
/// A byte a pair, 200 = 1. Flow descriptors give at most 100: agreement of orientation alone.
enum Similarity {
  /// Least samples that two flow descriptors must share.
  private static let leastSamples = 12
  /// Least valid cells, and bits set in both together, of two cylinders.
  private static let leastCells = 70
  private static let leastBits = 24

  /// 100 for equal flow, falling to 0 at a mean difference of 45 degrees.
  static func flow(
    _ a: UnsafePointer<UInt8>, _ countA: Int, _ b: UnsafePointer<UInt8>, _ countB: Int,
    _ rowStride: Int, _ out: UnsafeMutablePointer<UInt8>
  ) {
    let samples = FlowDescriptors.samples
    for j in 0..<countB {
      let q = b + j * FlowDescriptors.stride
      for i in 0..<countA {
        let p = a + i * FlowDescriptors.stride
        var total = 0
        var common = 0
        for k in 0..<samples where p[samples + k] & q[samples + k] != 0 {
          let difference = Int8(bitPattern: p[k] &- q[k])
          total += Int(difference.magnitude)
          common += 1
        }
        out[j * rowStride + i] = flowScore(total, common)
      }
    }
  }

  private static func flowScore(_ total: Int, _ common: Int) -> UInt8 {
    guard common >= leastSamples else { return 0 }
    let score = 100.5 - Float(total) * (1.5625 / Float(common))
    return UInt8(max(0, score))
  }

  /// 1 - sqrt(differing bits / twice the bits set) over the cells that are valid in both.
  static func cylinders(
    _ a: UnsafePointer<UInt64>, _ countA: Int, _ b: UnsafePointer<UInt64>, _ countB: Int,
    _ rowStride: Int, _ out: UnsafeMutablePointer<UInt8>
  ) {
    let bits = 4 * CylinderDescriptors.layers
    for j in 0..<countB {
      let q = b + j * CylinderDescriptors.stride
      for i in 0..<countA {
        let p = a + i * CylinderDescriptors.stride
        var cells = 0
        var differing = 0
        var set = 0
        for word in 0..<4 {
          let valid = p[bits + word] & q[bits + word]
          cells += valid.nonzeroBitCount
          for layer in 0..<CylinderDescriptors.layers {
            let (u, v) = (p[4 * layer + word] & valid, q[4 * layer + word] & valid)
            differing += (u ^ v).nonzeroBitCount
            set += u.nonzeroBitCount + v.nonzeroBitCount
          }
        }
        out[j * rowStride + i] = cylinderScore(cells, differing, set)
      }
    }
  }

  private static func cylinderScore(_ cells: Int, _ differing: Int, _ set: Int) -> UInt8 {
    guard cells >= leastCells, set >= leastBits else { return 0 }
    let score = 200.5 - 200 * (Float(differing) / (2 * Float(set))).squareRoot()
    return UInt8(max(0, score))
  }
}
