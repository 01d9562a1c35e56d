// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// The impressions of mixed quality that extraction is measured on: every finger once in each grade.
///
/// Fingers and classes are as frequent as in nature, scanners take turns, and impression number `n`
/// is the same on every machine.
public struct MixedQualitySet: Sendable {
  /// Impressions of the whole set.
  public static let standardCount = 200
  /// Scanners of plain impressions, in the order that they take turns.
  public static let scanners: [ScannerModel] = [.optical, .compact, .capacitive, .tall, .fine]

  private let seed: UInt64

  /// Takes another seed for another set of the same kind.
  public init(seed: UInt64 = 0x5EED) { self.seed = seed }

  /// The master finger of a number; five impressions share it.
  public func finger(_ number: Int) -> MasterFinger {
    MasterFinger(
      seed: seed &+ UInt64(truncatingIfNeeded: number),
      position: FingerPosition.tenFingers[abs(number) % 10])
  }

  /// The impression of a finger in a grade.
  public func impression(of finger: MasterFinger, _ grade: QualityGrade) -> FingerImpression {
    let seed = finger.seed &* 5 &+ UInt64(grade.rawValue)
    let turn = Int((finger.seed &+ UInt64(grade.rawValue)) % UInt64(Self.scanners.count))
    return FingerImpression(
      of: finger, on: Self.scanners[turn], grade.conditions(seed: seed, for: finger.position),
      seed: seed)
  }

  /// Calls `body` with every impression of the first `count`, finger by finger.
  public func forEach(
    count: Int = standardCount, _ body: (QualityGrade, FingerImpression) throws -> Void
  ) rethrows {
    let grades = QualityGrade.allCases
    for number in 0..<((count + grades.count - 1) / grades.count) {
      let finger = finger(number)
      for grade in grades.prefix(count - number * grades.count) {
        try body(grade, impression(of: finger, grade))
      }
    }
  }
}
