// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import FoundationEssentials

/// What an office asks of a capture session: profile, quality limits, attempts and code lists.
///
/// It is read from a JSON file in which every field may be left out; README has the table. What the
/// law fixes, such as the ages of 6 and 14, is no setting (`EnrolmentRules`).
public struct CapturePolicy: Sendable, Hashable, Codable {
  /// What `format` of a file must say.
  public static let currentFormat = "sinhtrac-policy-1"
  /// Largest file, in bytes.
  public static let maximumBytes = 262_144

  /// Layout of the file.
  public var format = CapturePolicy.currentFormat
  /// Which fingers are captured where nothing else is chosen: the 13 captures of Circular 60/2021.
  public var profile = CaptureProfile.slapsAndRolls
  /// Limit of a finger without one of its own. 45 is reached by 60 to 85 of 100 optical prints at
  /// once; the score has a median of 50 to 66 there (NFIQ 2 on FVC images).
  public var finger = CaptureLimit(accept: 45, supervise: 20)
  /// Limits of single fingers: ring and little fingers are smaller and weaker, 35.
  public var fingers: [FingerPosition: CaptureLimit] = [
    .rightRing: CaptureLimit(accept: 35, supervise: 20),
    .rightLittle: CaptureLimit(accept: 35, supervise: 20),
    .leftRing: CaptureLimit(accept: 35, supervise: 20),
    .leftLittle: CaptureLimit(accept: 35, supervise: 20),
  ]
  /// Limit of a roll: the score is made for plain prints, and a roll's edges pull it down.
  public var roll = CaptureLimit(accept: 25, supervise: 10)
  /// Limit of an eye, by the score of `IrisMeasures`.
  public var eye = CaptureLimit(accept: 50, supervise: 25)
  /// Attempts of a portrait, 1...10; it has feedback and no score.
  public var portraitAttempts = 5
  /// Whether eyes are asked for: since 1 July 2024 (article 23).
  public var asksForEyes = true
  /// Whether a portrait is asked for.
  public var asksForPortrait = true
  /// Whether an exception needs a photograph of the hand or eye.
  public var asksForExceptionPhoto = true
  /// Whether the one who confirms an exception or override must be somebody else than the officer.
  public var asksForSecondPerson = true
  /// Fields that must be filled beside name, birth, sex and nationality, by age and kind alike.
  public var requiredFields: [PersonField] = [.permanentResidence]
  /// Statutory grounds of each kind of application.
  public var grounds = ApplicationGrounds.law
  /// Why a capture below the limit may be accepted.
  public var overrideReasons = CapturePolicy.standardOverrideReasons
  /// Why a person on the list was not enrolled.
  public var notEnrolledReasons = CapturePolicy.standardNotEnrolledReasons

  /// The defaults.
  public init() {}

  /// Reads a policy file.
  ///
  /// Throws `policy-malformed` when it is too large, no JSON of this layout, or a value is out of its
  /// range; the message names the field.
  public init(decoding bytes: [UInt8]) throws(PolicyError) {
    guard bytes.count <= Self.maximumBytes else { throw PolicyError("it is too large") }
    do {
      self = try JSONDecoder().decode(CapturePolicy.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw PolicyError(error)
    } catch {
      throw PolicyError("it is no JSON")
    }
    try check()
  }

  /// The file, with every field.
  public func encoded() throws(PolicyError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw PolicyError("JSON cannot express it")
    }
  }

  /// The limit of a finger captured in a manner.
  public func limit(of finger: FingerPosition, _ manner: CaptureManner) -> CaptureLimit {
    manner == .roll ? roll : fingers[finger] ?? self.finger
  }

  /// Attempts of a position: the most of its fingers'.
  public func attempts(of position: FingerPosition, _ manner: CaptureManner) -> Int {
    position.fingers.map { limit(of: $0, manner).attempts }.max() ?? 1
  }

  private func check() throws(PolicyError) {
    guard format == Self.currentFormat else {
      throw PolicyError("format is not \(Self.currentFormat)")
    }
    let limits =
      [("finger", finger), ("roll", roll), ("eye", eye)] + fingers.map { ($0.key.name, $0.value) }
    for (name, limit) in limits where !limit.isSound {
      throw PolicyError(
        "\(name) must have 0 <= supervise <= accept <= 100 and 1 to 10 attempts")
    }
    guard fingers.keys.allSatisfy(\.isSingleFinger) else {
      throw PolicyError("fingers may name single fingers only")
    }
    guard (1...10).contains(portraitAttempts) else {
      throw PolicyError("portraitAttempts must be 1 to 10")
    }
    let lists = [
      grounds.firstIssuance, grounds.exchange, grounds.reissuance, overrideReasons,
      notEnrolledReasons,
    ]
    for list in lists where Set(list.map(\.code)).count < list.count {
      throw PolicyError("a list of reasons has a code twice")
    }
  }
}
