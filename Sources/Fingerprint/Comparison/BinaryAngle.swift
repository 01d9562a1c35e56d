// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Angles as 65536ths of a turn in an `Int16`, so that differences wrap for free.
///
/// They turn from the x axis towards the y axis of the image, which grows downwards.
enum BinaryAngle {
  /// Steps of one degree.
  static let perDegree: Float = 65536.0 / 360

  /// Takes degrees counter-clockwise as seen on the image, the convention of `Minutia.angle`.
  static func counterClockwise(degrees: Float) -> Int16 {
    Int16(truncatingIfNeeded: -Int((degrees * perDegree).rounded()))
  }

  /// The direction of a vector, to within 0.01 degrees; 0 for the null vector.
  static func of(x: Float, y: Float) -> Int16 {
    let (ax, ay) = (abs(x), abs(y))
    let long = max(ax, ay)
    guard long > 0 else { return 0 }
    let t = min(ax, ay) / long
    let t2 = t * t
    // Abramowitz and Stegun 4.4.49, in units of 65536ths of a turn.
    var angle: Float = 0.0208351
    angle = angle * t2 - 0.0851330
    angle = angle * t2 + 0.1801410
    angle = angle * t2 - 0.3302995
    angle = (angle * t2 + 0.9998660) * t * 10430.378
    if ay > ax { angle = 16384 - angle }
    if x < 0 { angle = 32768 - angle }
    return Int16(truncatingIfNeeded: Int((y < 0 ? -angle : angle).rounded()))
  }
}

/// Cosines and sines of binary angles to the nearest of 2048 directions (0.09 degrees).
struct CosineTable: Sendable {
  private static let shift = 5
  private let values: [Float]

  init() {
    let steps = 65536 >> Self.shift
    values = (0..<steps).map { Float(Elementary.cos(2 * .pi * Double($0) / Double(steps))) }
  }

  func cosine(_ angle: Int16) -> Float { values[Self.index(angle)] }
  func sine(_ angle: Int16) -> Float { values[Self.index(angle &- 16384)] }

  private static func index(_ angle: Int16) -> Int {
    Int(UInt16(bitPattern: angle &+ 16) >> UInt16(shift))
  }
}
