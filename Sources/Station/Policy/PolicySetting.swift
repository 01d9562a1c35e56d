// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// One setting of a capture policy in words: what a reader of the file needs to change it.
public struct PolicySetting: Sendable, Hashable, Codable {
  /// Its name in the file.
  public let name: String
  /// Its value in this policy.
  public let value: String
  /// What it is where the file says nothing.
  public let standard: String
  /// Unit and range.
  public let unit: String
  /// What it does, and what moving it does.
  public let meaning: String
  /// Where the default comes from.
  public let source: String

  /// Whether the policy says something else than the default.
  public var isChanged: Bool { value != standard }
}

extension CapturePolicy {
  /// Every setting in the order of the file's documentation.
  public var settings: [PolicySetting] {
    let standard = CapturePolicy()
    return CodingKeys.allCases.filter { $0 != .format }.map { key in
      let text = Self.explanation(key)
      return PolicySetting(
        name: key.rawValue, value: value(key), standard: standard.value(key), unit: text.unit,
        meaning: text.meaning, source: text.source)
    }
  }

  private func value(_ key: CodingKeys) -> String {
    switch key {
    case .format: format
    case .profile: profile.rawValue
    case .finger: finger.text
    case .fingers:
      fingers.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key.name): \($0.value.text)" }.joined(separator: "; ")
    case .roll: roll.text
    case .eye: eye.text
    case .portraitAttempts: "\(portraitAttempts)"
    case .asksForEyes: "\(asksForEyes)"
    case .asksForPortrait: "\(asksForPortrait)"
    case .asksForExceptionPhoto: "\(asksForExceptionPhoto)"
    case .asksForSecondPerson: "\(asksForSecondPerson)"
    case .requiredFields: requiredFields.map(\.rawValue).joined(separator: ", ")
    case .grounds:
      (grounds.firstIssuance + grounds.exchange + grounds.reissuance).map(\.code)
        .joined(separator: ", ")
    case .overrideReasons: overrideReasons.map(\.code).joined(separator: ", ")
    case .notEnrolledReasons: notEnrolledReasons.map(\.code).joined(separator: ", ")
    }
  }

  private static let yesOrNo = "true or false"
  private static let score = "scores 0 to 100, supervise at most accept; 1 to 10 attempts"
  private static let desk = "no text fixes it; the office's choice"

  private static func explanation(
    _ key: CodingKeys
  ) -> (unit: String, meaning: String, source: String) {
    switch key {
    case .format: ("\(currentFormat)", "Layout of the file.", "this program")
    case .profile:
      (
        CaptureProfile.allCases.map(\.rawValue).joined(separator: ", "),
        "Which fingers are captured: slaps, slaps and ten rolls, or plain prints one by one. Rolls take "
          + "most of an applicant's time.",
        "Circular 60/2021/TT-BCA article 5.3: 13 captures"
      )
    case .finger:
      (
        score,
        "A print with accept or more is taken at once, else the best of the attempts; then an officer "
          + "gives a reason, below supervise a supervisor confirms. Higher takes applicants' time, lower "
          + "makes later comparisons fail.",
        "NFIQ 2 on optical prints: 60 to 85 of 100 reach 45 at once"
      )
    case .fingers:
      (
        score, "Limits of single fingers, which count instead of finger.",
        "ring and little fingers are smaller and weaker"
      )
    case .roll:
      (
        score, "Limit of a rolled print. The score is made for plain prints.",
        "a roll's edges pull the score down"
      )
    case .eye:
      (
        score, "Limit of an iris picture, by this program's iris score.",
        "measures of ISO/IEC 29794-6; no limit of a programme is public"
      )
    case .portraitAttempts:
      ("1 to 10 attempts", "Tries until an officer may accept a portrait with a reason.", desk)
    case .asksForEyes:
      (yesOrNo, "Whether irises are captured.", "Law 26/2023/QH15 article 23, since 1 July 2024")
    case .asksForPortrait:
      (yesOrNo, "Whether a portrait is taken.", "Law 26/2023/QH15 article 23")
    case .asksForExceptionPhoto:
      (
        yesOrNo, "Whether a finger or eye that cannot be captured is photographed.",
        "practice of large programmes"
      )
    case .asksForSecondPerson:
      (
        yesOrNo, "Whether who confirms an exception is somebody else than who captured.",
        "practice of large programmes"
      )
    case .requiredFields:
      (
        "names of person fields",
        "Fields that must be filled beside name, birth, sex and nationality.",
        "Law 26/2023/QH15 article 15, as far as a desk can ask"
      )
    case .grounds:
      (
        "codes with texts in both languages", "Grounds of each kind of application.",
        "Law 26/2023/QH15 article 24"
      )
    case .overrideReasons:
      (
        "codes with texts in both languages", "Why a capture below its limit may be accepted.", desk
      )
    case .notEnrolledReasons:
      (
        "codes with texts in both languages", "Why a person on the list was not enrolled.",
        "the client's own list; this one stands for it"
      )
    }
  }
}

extension CaptureLimit {
  /// Such as `accept 45, supervise 20, attempts 3`.
  fileprivate var text: String { "accept \(accept), supervise \(supervise), attempts \(attempts)" }
}
