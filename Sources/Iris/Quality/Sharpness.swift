// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Power of the picture behind a 9x9 band-pass filter (a Laplacian of a Gaussian of 1.4 pixels) at
/// every fourth pixel of every fourth row: `100 p^2 / (p^2 + c^2)` with the mean square p.
enum Sharpness {
  /// The power that gives 50.
  private static let halfPower: Double = 180_000
  private static let reach = 4

  static func value(_ picture: Plane<UInt8>, _ kernels: any IrisKernels) -> Float {
    let columns = (picture.width - 2 * reach + 3) / 4
    let rows = stride(from: reach, to: picture.height - reach, by: 4)
    guard columns > 0 else { return 0 }
    var sum: Int64 = 0
    var count = 0
    for y in rows {
      sum += kernels.bandPower(picture.row(y) + reach, stride: picture.stride, count: columns)
      count += columns
    }
    return value(power: Double(sum) / Double(max(count, 1)))
  }

  static func value(power: Double) -> Float {
    let square = power * power
    return Float(100 * square / (square + halfPower * halfPower))
  }
}
