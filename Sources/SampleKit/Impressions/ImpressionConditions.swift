// SPDX-License-Identifier: Apache-2.0

/// How a finger meets a scanner once: place, force, skin and dirt.
public struct ImpressionConditions: Sendable, Hashable {
  /// Where the finger's middle lies from the middle of the image, 1/500 inch, y down.
  public var shift = SkinPoint(x: 0, y: 0)
  /// Turn of the finger on the glass, degrees counter-clockwise as seen.
  public var rotation = 0.0
  /// How the skin slides.
  public var distortion = SkinDistortion.none
  /// Rolled from nail to nail rather than put down flat.
  public var isRolled = false
  /// Middle of the contact on the finger, 1/500 inch.
  public var contact = SkinPoint(x: 0, y: 20)
  /// Half axes of the contact, 1/500 inch.
  public var contactAxes = SkinPoint(x: 150, y: 200)
  /// -1 barely touching (thin ridges) ... 0 ... 1 pressed hard (valleys nearly closed).
  public var pressure = 0.0
  /// -1 dry (broken, dotted ridges) ... 0 ... 1 wet (ridges run together in blotches).
  public var moisture = 0.0
  /// How much drier and wetter than that parts of the finger are, 0...1.
  public var moistureSpread = 0.0
  /// How unevenly force and ink are spread over the finger, 0...1.
  public var patchiness = 0.0
  /// Unevenness of the ridge edges, 0...1.
  public var roughness = 0.25
  /// How far the finger slides while the image is taken, 1/500 inch.
  public var slide = SkinPoint(x: 0, y: 0)
  /// Whether it jumps, which gives a double image, rather than slides, which smears it.
  public var slidesAtOnce = false
  /// Strength of a whole earlier print left on the glass, 0...1, and where it lies from this one.
  public var ghost = 0.0
  /// Where the earlier print lies from this one, 1/500 inch.
  public var ghostShift = SkinPoint(x: 70, y: -60)
  /// White lines of the skin across the ridges.
  public var creases = 0
  /// Strength of the remains of an earlier finger on the glass, 0...1.
  public var residue = 0.0
  /// Specks of dust.
  public var specks = 0
  /// Multiplies the scanner's contrast, 0...1.
  public var contrast = 1.0
  /// Multiplies the scanner's noise.
  public var noise = 1.0

  /// A clean, centred, undistorted impression.
  public init() {}

  /// The same finger rolled from nail to nail, on glass or with ink on paper, which spreads worse.
  public func rolled(inInk: Bool) -> ImpressionConditions {
    var result = self
    result.isRolled = true
    result.contact = SkinPoint(x: contact.x / 3, y: 8)
    result.contactAxes = SkinPoint(x: 240 + contact.x / 2, y: 285 + contact.y / 4)
    result.patchiness = inInk ? 0.9 : 0.3
    result.roughness = roughness + (inInk ? 0.2 : 0)
    result.pressure = pressure + (inInk ? 0.15 : 0)
    return result
  }
}
