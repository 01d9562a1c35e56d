// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

/// What a live scanner sees while the sample applicant puts a finger or a hand on it.
public struct SamplePresentation: Sendable {
  /// The frames in order, 388x374 pixels at 500 ppi for a finger; the last one stays for as long as
  /// the finger does.
  public let frames: [GrayImage]

  /// Half axes of the contact while the finger comes down, 1/500 inch: the tip first.
  private static let comingDown = [SkinPoint(x: 60, y: 70), SkinPoint(x: 110, y: 140)]

  /// Presents a finger or slap for the so-many-th time, from 0: each time it lies a little otherwise.
  /// Any one finger is the right index. Takes about 0.5 s for a finger and 3 s for a slap.
  ///
  /// Gives the same pixels for the same arguments on every machine.
  public init(of position: FingerPosition, number: Int) {
    let seed = SampleApplicant.first.seed &* 1000 &+ UInt64(truncatingIfNeeded: number)
    frames =
      position.fingers.count > 1
      ? [Self.slap(position, seed)] : Self.finger(position, seed)
  }

  private static func slap(_ position: FingerPosition, _ seed: UInt64) -> GrayImage {
    var conditions = SlapConditions()
    conditions.position = position
    let own = position.fingers.map { ($0, master($0)) }
    let pool = FingerPool(Dictionary(uniqueKeysWithValues: own))
    return SyntheticSlap(conditions, fingers: pool, seed: seed).image
  }

  /// The skin that the applicant's own sample of the finger shows as well.
  private static func master(_ position: FingerPosition) -> MasterFinger {
    let sample = SampleFinger(
      position, seed: SampleApplicant.first.seed &* 100 &+ UInt64(position.rawValue))
    return MasterFinger(seed: sample.seed, position: position)
  }

  private static func finger(_ position: FingerPosition, _ seed: UInt64) -> [GrayImage] {
    let position = position.isSingleFinger ? position : .rightIndex
    let finger = master(position)
    let placed = QualityGrade.excellent.conditions(seed: seed, for: position)
    let coming = comingDown.map { axes in
      var conditions = placed
      conditions.contactAxes = axes
      return conditions
    }
    return (coming + [placed]).map {
      FingerImpression(of: finger, on: .optical, $0, seed: seed).image
    }
  }
}
