// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// 256 directions around an eye: 0 is to the right of the picture, and as y runs downwards the
/// numbers run clockwise: 64 is down, 128 left, 192 up.
///
/// Cameras see eyes upright, so up is where the upper lid is.
enum Directions {
  static let count = 256

  static let cosines: [Float] = (0..<count).map { Float(Elementary.cos(angle($0))) }
  static let sines: [Float] = (0..<count).map { Float(Elementary.sin(angle($0))) }

  /// 32 directions, evenly spread.
  static let all: [Int] = (0..<32).map { $0 * 8 }

  /// 32 directions in which lids seldom hide the limbus: from 28 degrees above the horizon to 53
  /// below it; first 16 on the right, then 16 on the left.
  static let lateral: [Int] =
    (0..<16).map { (-20 + 4 * $0) & 255 } + (0..<16).map { (128 + 20 - 4 * $0) & 255 }

  static func unit(_ direction: Int) -> SIMD2<Float> {
    SIMD2(cosines[direction & 255], sines[direction & 255])
  }

  /// Whether the upper lid may cover what lies in this direction: more than 30 degrees upwards.
  static func isUnderLid(_ direction: Int) -> Bool { sines[direction & 255] < -0.5 }

  private static func angle(_ direction: Int) -> Double {
    2 * .pi * Double(direction) / Double(count)
  }
}
