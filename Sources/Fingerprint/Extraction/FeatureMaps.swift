// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Makes the maps of a template from what the stages left in the workspace.
enum FeatureMaps {
  /// Mean orientation of the foreground cells of each 2x2 block, weighted by confidence.
  static func orientation(_ w: ExtractionWorkspace) -> OrientationField? {
    let columns = OrientationField.blocks(along: w.width)
    let rows = OrientationField.blocks(along: w.height)
    var angles = [UInt8](repeating: 0, count: columns * rows)
    var confidence = angles
    for row in 0..<rows {
      for column in 0..<columns {
        var (c, s, weight, count) = (Float(0), Float(0), Float(0), 0)
        for y in 2 * row..<min(2 * row + 2, w.rows) {
          for x in 2 * column..<min(2 * column + 2, w.columns) where w.mask[x, y] != 0 {
            let trust = w.confidence[x, y]
            c += trust * w.cosine[x, y]
            s += trust * w.sine[x, y]
            weight += trust
            count += 1
          }
        }
        guard count >= 2 else { continue }
        // From the normal, y downwards, to the ridge, y upwards: mirror and turn by a right angle.
        let half = Elementary.atan2(Double(-s), Double(c)) / 2 + .pi / 2
        let steps = Int((half * 256 / .pi).rounded())
        let coherent = min((c * c + s * s).squareRoot() / Float(count), 1)
        angles[row * columns + column] = UInt8(steps & 255)
        confidence[row * columns + column] = UInt8(max(1, (coherent * 255).rounded()))
      }
    }
    return OrientationField(columns: columns, rows: rows, angles: angles, confidence: confidence)
  }

  /// Signs of the even response at every second pixel.
  static func ridges(_ w: ExtractionWorkspace) -> RidgeMap? {
    let columns = RidgeMap.samples(along: w.width)
    let rows = RidgeMap.samples(along: w.height)
    let words = RidgeMap.words(along: columns)
    let cellWords = RidgeMap.words(along: w.columns)
    var ridges = [UInt64](repeating: 0, count: words * rows)
    var foreground = [UInt64](repeating: 0, count: cellWords * w.rows)
    for y in 0..<rows {
      let line = w.even.row(RidgeMap.samplePitch * y)
      for word in 0..<words {
        let samples = line + word * 64 * RidgeMap.samplePitch
        var bits: UInt64 = 0
        for x in 0..<min(64, columns - word * 64) {
          bits |= (samples[RidgeMap.samplePitch * x] > 0 ? 1 : 0) << UInt64(x)
        }
        ridges[y * words + word] = bits
      }
    }
    for y in 0..<w.rows {
      let mask = w.mask.row(y)
      for x in 0..<w.columns where mask[x] != 0 {
        foreground[y * cellWords + x / 64] |= 1 << UInt64(x % 64)
      }
    }
    return RidgeMap(columns: columns, rows: rows, ridges: ridges, foreground: foreground)
  }
}
