// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging

/// A picture with known minutiae, to see whether this machine computes as it should.
enum SelfTest {
  /// Pixels a side.
  private static let side = 256
  /// Where the phase of the ridges turns once, and which way: each is a minutia.
  private static let turns: [(x: Double, y: Double, sign: Double)] = [
    (70, 78, 1), (168, 60, -1), (118, 133, 1), (198, 158, -1), (58, 188, 1), (143, 203, -1),
  ]
  /// Pixels from ridge to ridge, as on a finger at 500 ppi.
  private static let period = 9.0

  /// What extraction finds in the picture; nil when it refuses it.
  static func minutiae(kernels: Kernels) -> [Minutia]? {
    guard let picture else { return nil }
    let extractor = MinutiaExtractor(kernels: kernels)
    return try? extractor.extract(picture, workspace: ExtractionWorkspace()).minutiae
  }

  private static var picture: NormalizedImage? {
    let pixels = (0..<side * side).map { grey(Double($0 % side), Double($0 / side)) }
    let image = GrayImage(width: side, height: side, pixels: pixels, resolution: .standard)
    return image.flatMap { try? Normalizer().normalize($0) }
  }

  private static func grey(_ x: Double, _ y: Double) -> UInt8 {
    let phase = turns.reduce(y * 2 * .pi / period) { phase, turn in
      phase + turn.sign * Elementary.atan2(y - turn.y, x - turn.x)
    }
    return UInt8(128 + 90 * Elementary.cos(phase))
  }
}
