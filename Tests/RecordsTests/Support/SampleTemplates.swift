// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

extension MinutiaeTemplate {
  /// Two minutiae with easy numbers, for golden bytes: 0x12C x 0x190 pixels at 500 ppi.
  static func small() throws -> MinutiaeTemplate {
    try #require(
      MinutiaeTemplate(
        width: 300, height: 400, resolution: .standard, position: .rightIndex,
        impression: .liveScanRolled, quality: 77,
        minutiae: [
          Minutia(x: 100, y: 200, angle: 90, kind: .ridgeEnding, quality: 90),
          Minutia(x: 256.4, y: 17.5, angle: 181, kind: .bifurcation, quality: 0),
        ]))
  }

  /// A template with values anywhere in their ranges, edges included.
  static func random(seed: UInt64, minutiae count: Int? = nil) throws -> MinutiaeTemplate {
    var random = SeededGenerator(seed: seed)
    let width = Int.random(in: 1...2000, using: &random)
    let height = Int.random(in: 1...2000, using: &random)
    let number = count ?? Int.random(in: 1...255, using: &random)
    let minutiae = (0..<number).map { _ in
      Minutia(
        x: Float.random(in: 0..<Float(width), using: &random),
        y: Float.random(in: 0..<Float(height), using: &random),
        angle: Float.random(in: 0..<360, using: &random),
        kind: Minutia.Kind.allCases.randomElement(using: &random) ?? .other,
        quality: UInt8.random(in: 0...100, using: &random))
    }
    let resolution = try #require(
      Resolution(pixelsPerInch: Double.random(in: 252...5000, using: &random)))
    return try #require(
      MinutiaeTemplate(
        width: width, height: height, resolution: resolution,
        position: FingerPosition.allCases.randomElement(using: &random) ?? .unknown,
        impression: ImpressionType.allCases.randomElement(using: &random) ?? .unknown,
        quality: Bool.random(using: &random) ? UInt8.random(in: 0...100, using: &random) : nil,
        minutiae: minutiae))
  }
}
