// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// The fingers of a slap from left to right, and where their tips lie.
enum SlapLayout: Int, CaseIterable {
  case rightFour, leftFour, thumbs

  /// The position code of the whole image.
  var position: FingerPosition {
    switch self {
    case .rightFour: .plainRightFour
    case .leftFour: .plainLeftFour
    case .thumbs: .plainThumbs
    }
  }

  /// The fingers from left to right, as they are seen on the image.
  var fingers: [FingerPosition] {
    self == .rightFour ? position.fingers : position.fingers.reversed()
  }

  /// Tips of the fingers from left to right: to the right of the first and down from the highest, in
  /// finger widths.
  ///
  /// Lengths of adult fingers over their breadth at the first joint: the index ends 0.7, the ring
  /// finger 0.35 and the little finger 1.65 widths below the middle one; side by side they lie 1.25
  /// widths apart, the slimmer little finger nearer.
  var tips: [SIMD2<Float>] {
    let right: [SIMD2<Float>] = [[0, 0.7], [1.25, 0], [2.5, 0.35], [3.65, 1.65]]
    switch self {
    case .rightFour: return right
    case .leftFour: return right.reversed().map { [3.65 - $0.x, $0.y] }
    case .thumbs: return [[0, 0], [1.3, 0]]
    }
  }

  /// The place of the little finger among the four; nil for thumbs.
  var littleSlot: Int? {
    switch self {
    case .rightFour: 3
    case .leftFour: 0
    case .thumbs: nil
    }
  }

  /// The same fingers of the other hand.
  var mirrored: SlapLayout {
    switch self {
    case .rightFour: .leftFour
    case .leftFour: .rightFour
    case .thumbs: .thumbs
    }
  }
}
