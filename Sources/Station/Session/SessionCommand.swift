// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One thing that an officer does. The same id a second time has no effect and gives the same answer.
///
/// In JSON: `{"id": "...", "action": {"typePerson": {"values": {"fullName": "..."}}}}`, the action
/// with its name as the only key and its values by name; `{"submit": {}}` has none.
public struct SessionCommand: Sendable, Hashable, Codable {
  /// Made once for each thing done: 1 to 64 letters, digits and hyphens.
  public let id: String
  /// What is done.
  public let action: Action

  /// Takes id and action.
  public init(id: String, _ action: Action) { (self.id, self.action) = (id, action) }

  /// What can be done.
  public enum Action: Sendable, Hashable, Codable {
    /// Says what is applied for: `FIRST_ISSUANCE`, `EXCHANGE` or `REISSUANCE`, and a ground of the
    /// policy's list.
    case applyFor(procedure: String, ground: String?)
    /// Chooses which fingers are captured, as long as none were.
    case chooseProfile(profile: CaptureProfile)
    /// Types civil data; an empty text takes the typed value away. Dates may be `dd/MM/yyyy`.
    case typePerson(values: [PersonField: String])
    /// Gives the text of a card's QR code.
    case readQR(text: String)
    /// Gives what the chip said.
    case readCard(card: CardReading)
    /// Decides between sources that differ.
    case takeSource(field: PersonField, source: ValueSource)
    /// Names who acts for the applicant.
    case representative(
      fullName: String, personalNumber: String?, relation: String, consents: Bool)
    /// Asks for an electronic account of level 1 or 2, or 0 for none.
    case account(level: Int, phone: String?, email: String?)
    /// Gives a picture of a finger or slap. A single finger that the profile does not have may be
    /// given where a doubt asks for it.
    case capture(position: FingerPosition, picture: Presentation)
    /// Gives pictures of one or both eyes.
    case captureEyes(pictures: [PresentedEye])
    /// Gives a portrait.
    case portrait(picture: PresentedPortrait)
    /// Accepts the best attempt below the limit: the name of a finger, slap, eye, or `portrait`.
    /// `supervisor` is set by who checked that person's PIN, never by a screen.
    case acceptBelow(part: String, reason: String, note: String?, supervisor: String?)
    /// Declares that a finger or eye cannot be captured; its captures are dropped.
    case declareMissing(part: BodyPart, reason: ExceptionReason, remark: String?)
    /// Gives the photograph of an exception, PNG or JPEG.
    case photographException(part: BodyPart, picture: PictureFile)
    /// Takes an exception back: the part is captured after all.
    case withdrawException(part: BodyPart)
    /// A supervisor confirms an exception. `supervisor` as in `acceptBelow`.
    case confirmException(part: BodyPart, supervisor: String)
    /// Looks at another step.
    case goTo(step: SessionStep)
    /// Makes the checks of the review.
    case review
    /// Consents and signs: manner `pad`, `paper` or `witnessed`; a picture where it is a pad.
    case sign(manner: String, picture: PictureFile?)
    /// Takes a signature back that was drawn wrong: the pad is empty again.
    case withdrawSignature
    /// Seals the record and hands it to the outbox.
    case submit
    /// Closes the session without enrolment.
    case notEnrolled(reason: String, note: String?)
    /// A supervisor's second look sends the file back before it is sealed: the named captures are
    /// dropped, everything else is kept. `supervisor` as in `acceptBelow`.
    case sendBack(parts: [String], reason: String, supervisor: String)
  }
}

extension SessionCommand.Action {
  /// Its name in JSON and in `SessionState.allowed`.
  public var name: String {
    switch self {
    case .applyFor: "applyFor"
    case .chooseProfile: "chooseProfile"
    case .typePerson: "typePerson"
    case .readQR: "readQR"
    case .readCard: "readCard"
    case .takeSource: "takeSource"
    case .representative: "representative"
    case .account: "account"
    case .capture: "capture"
    case .captureEyes: "captureEyes"
    case .portrait: "portrait"
    case .acceptBelow: "acceptBelow"
    case .declareMissing: "declareMissing"
    case .photographException: "photographException"
    case .withdrawException: "withdrawException"
    case .confirmException: "confirmException"
    case .goTo: "goTo"
    case .review: "review"
    case .sign: "sign"
    case .withdrawSignature: "withdrawSignature"
    case .submit: "submit"
    case .notEnrolled: "notEnrolled"
    case .sendBack: "sendBack"
    }
  }

  /// Those after which a review and a signature no longer hold.
  var changesContent: Bool {
    switch self {
    case .goTo, .review, .sign, .withdrawSignature, .submit, .notEnrolled: false
    default: true
    }
  }

  /// Those that take biometric data, which nobody under six may give.
  var takesBiometrics: Bool {
    switch self {
    case .capture, .captureEyes, .portrait, .photographException, .acceptBelow: true
    default: false
    }
  }
}
