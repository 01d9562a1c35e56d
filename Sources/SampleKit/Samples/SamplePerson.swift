// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

/// One invented person whose pictures belong together: slaps, rolls and single prints show the same
/// ten fingers. For training mode and tests.
///
/// The same arguments give the same pixels on every machine.
public struct SamplePerson: Sendable {
  private let fingers: [FingerPosition: MasterFinger]
  private let seed: UInt64

  /// Grows the fingers; about 3 s. Different numbers give different people; 0 is the sample applicant.
  public init(number: Int = 0) {
    seed = SampleApplicant.first.seed &+ UInt64(truncatingIfNeeded: number) &* 7919
    var fingers: [FingerPosition: MasterFinger] = [:]
    for position in FingerPosition.tenFingers {
      fingers[position] = MasterFinger(
        seed: seed &* 100 &+ UInt64(position.rawValue), position: position)
    }
    self.fingers = fingers
  }

  /// A slap of 1600x1500 pixels at 500 ppi, from the so-many-th presentation; `missing` fingers are
  /// not on it.
  public func slap(
    _ position: FingerPosition, missing: Set<FingerPosition> = [], presentation: Int = 0
  ) -> GrayImage {
    var conditions = SlapConditions()
    conditions.position = position
    conditions.missing = missing
    return SyntheticSlap(
      conditions, fingers: FingerPool(fingers), seed: seed(of: position, presentation)
    ).image
  }

  /// A finger rolled from nail to nail, 800x750 pixels at 500 ppi.
  public func roll(_ finger: FingerPosition, presentation: Int = 0) -> GrayImage {
    var placed = placed(finger, presentation).rolled(inInk: false)
    // From nail to nail, as an officer turns the finger: no further to one side than to the other.
    placed.contact.x = 0
    placed.contactAxes.x = Self.halfRoll
    return impression(finger, .fap45, placed, presentation)
  }

  /// A finger put down flat on a one-finger scanner, 388x374 pixels at 500 ppi.
  public func plain(_ finger: FingerPosition, presentation: Int = 0) -> GrayImage {
    impression(finger, .optical, placed(finger, presentation), presentation)
  }

  /// An eye, 640x480 pixels in near infrared.
  public func eye(_ label: EyeLabel, presentation: Int = 0) -> GrayImage {
    let own = seed &* 100 &+ 50 &+ UInt64(label.rawValue)
    var conditions = EyeConditions()
    conditions.seed = own &+ UInt64(truncatingIfNeeded: presentation)
    conditions.roll = label == .right ? 2 : -1.5
    conditions.dilation = 0.38
    return EyeImage(of: MasterEye(seed: own, label: label), conditions).image
  }

  /// A drawn face as a grey JPEG file of 300x400 pixels; the same for everybody. Throws `ImageError`.
  public static func portrait() throws -> [UInt8] { try DrawnPortrait.file() }

  /// Half the breadth of a roll, 1/500 inch: what a finger of 27 mm has, but for the last rim.
  private static let halfRoll = 262.0

  private func placed(_ finger: FingerPosition, _ presentation: Int) -> ImpressionConditions {
    QualityGrade.excellent.conditions(seed: seed(of: finger, presentation), for: finger)
  }

  private func impression(
    _ finger: FingerPosition, _ scanner: ScannerModel, _ conditions: ImpressionConditions,
    _ presentation: Int
  ) -> GrayImage {
    let master =
      fingers[finger]
      ?? MasterFinger(seed: seed &* 100 &+ UInt64(finger.rawValue), position: finger)
    return FingerImpression(
      of: master, on: scanner, conditions, seed: seed(of: finger, presentation)
    ).image
  }

  private func seed(of position: FingerPosition, _ presentation: Int) -> UInt64 {
    seed &* 1000 &+ UInt64(position.rawValue) &* 40 &+ UInt64(truncatingIfNeeded: presentation)
  }
}
