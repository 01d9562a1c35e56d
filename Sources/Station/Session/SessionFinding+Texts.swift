// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Document
import Fingerprint
import Iris

/// What is found about civil data and papers.
extension SessionFinding {
  static let requestMissing = SessionFinding(
    "request-missing", part: "request", vietnamese: "Chưa chọn thủ tục: cấp, cấp đổi hay cấp lại.",
    english: "It is not said what is applied for: choose the procedure.")

  static func fieldMissing(_ field: PersonField) -> SessionFinding {
    SessionFinding(
      "field-missing", part: field.rawValue, vietnamese: "Trường bắt buộc này chưa có giá trị.",
      english: "This field must be filled.")
  }

  static let birthImpossible = SessionFinding(
    "birth-impossible", part: PersonField.dateOfBirth.rawValue,
    vietnamese: "Ngày sinh ở tương lai hoặc quá xa; hãy sửa lại.",
    english: "The birth date lies ahead or too far back; correct it.")

  static let underSix = SessionFinding(
    "not-permitted", part: PersonField.dateOfBirth.rawValue,
    vietnamese: SessionError.underSix.vietnamese, english: SessionError.underSix.message)

  static func conflict(_ field: PersonField) -> SessionFinding {
    SessionFinding(
      "sources-differ", part: field.rawValue,
      vietnamese: "Các nguồn không khớp nhau; hãy chọn nguồn đúng.",
      english: "Sources differ; choose the one that is right.")
  }

  /// A corrected sex or a foreign birth make numbers look wrong; only a year ahead cannot be.
  static func number(_ finding: PersonalNumber.Finding) -> SessionFinding {
    let vietnamese =
      switch finding {
      case .unknownProvince: "Ba số đầu không phải mã tỉnh: sinh ở nước ngoài hoặc nhập sai."
      case .yearAhead: "Năm sinh trong số định danh ở tương lai."
      case .yearDiffers: "Năm sinh không khớp với số định danh."
      case .sexDiffers: "Giới tính không khớp với số định danh; có thể đã được xác định lại."
      }
    return SessionFinding(
      "number-" + finding.rawValue, part: PersonField.personalNumber.rawValue,
      blocks: finding.isError, vietnamese: vietnamese, english: finding.text)
  }

  static let numberMissing = SessionFinding(
    "number-missing", part: PersonField.personalNumber.rawValue, blocks: false,
    vietnamese: "Chưa có số định danh cá nhân.", english: "There is no personal number yet.")

  static let representativeMissing = SessionFinding(
    "representative-missing", part: SessionStep.representative.rawValue,
    vietnamese: "Người từ 6 đến dưới 14 tuổi cần người đại diện hợp pháp.",
    english: "An applicant of 6 to under 14 needs a legal representative.")

  static let consentMissing = SessionFinding(
    "consent-missing", part: SessionStep.representative.rawValue,
    vietnamese: "Người đại diện chưa đồng ý thu nhận sinh trắc học.",
    english: "The representative has not consented to the taking of biometric data.")

  static let accountNotAsked = SessionFinding(
    "account-not-asked", part: "account", blocks: false,
    vietnamese: "Chưa hỏi về tài khoản định danh điện tử.",
    english: "Nobody asked about the electronic account.")

  static let chipDoubtful = SessionFinding(
    "chip-doubtful", part: "card", blocks: false,
    vietnamese: "Chip của thẻ không vượt qua kiểm tra: thẻ có thể là giả.",
    english: "The card's chip failed a check: it may be forged. Its values come last.")

  static let chipNotChecked = SessionFinding(
    "chip-not-checked", part: "card", blocks: false,
    vietnamese: "Chưa kiểm tra được tính xác thực của chip.",
    english: "Whether the card's chip is genuine could not be checked.")

  static let notReviewed = SessionFinding(
    "not-reviewed", part: SessionStep.review.rawValue, vietnamese: "Hồ sơ chưa được kiểm tra lại.",
    english: "The application was not reviewed yet.")

  static let notSigned = SessionFinding(
    "not-signed", part: SessionStep.signature.rawValue, vietnamese: "Hồ sơ chưa được ký.",
    english: "The application is not signed yet.")

  static func exceptionOpen(_ exception: ExceptionState) -> SessionFinding {
    exception.hasPhoto || exception.supervisor != nil
      ? SessionFinding(
        "exception-unconfirmed", part: exception.part.name,
        vietnamese: "Ngoại lệ chưa được người phụ trách xác nhận.",
        english: "The exception was not confirmed by a supervisor.")
      : SessionFinding(
        "exception-unproven", part: exception.part.name,
        vietnamese: "Ngoại lệ chưa có ảnh chụp và xác nhận.",
        english: "The exception has no photograph and no confirmation yet.")
  }
}

/// What is found about captures.
extension SessionFinding {
  static func open(_ part: String) -> SessionFinding {
    SessionFinding(
      "capture-open", part: part, vietnamese: "Chưa thu nhận.", english: "Not captured yet.")
  }

  static func retry(_ part: String) -> SessionFinding {
    SessionFinding(
      "capture-again", part: part, vietnamese: "Chưa đạt: hãy thu nhận lại.",
      english: "Not good enough: capture it again.")
  }

  static func exhausted(_ part: String) -> SessionFinding {
    SessionFinding(
      "below-limit", part: part,
      vietnamese: "Đã hết số lần thử mà chưa đạt: ghi lý do để chấp nhận, hoặc khai ngoại lệ.",
      english: "No attempt reached the limit: accept it with a reason, or declare an exception.")
  }

  static func overridden(_ part: String) -> SessionFinding {
    SessionFinding(
      "accepted-below", part: part, blocks: false,
      vietnamese: "Được chấp nhận dưới ngưỡng, có lý do.",
      english: "Accepted below the limit, with a reason.")
  }

  init(_ reason: OperatorReason, part: String) {
    self.init(
      reason.rawValue, part: part, vietnamese: reason.vietnamese, english: reason.english)
  }

  init(_ doubt: RollDoubt, part: String) {
    self.init(doubt.rawValue, part: part, vietnamese: doubt.vietnamese, english: doubt.english)
  }

  init(_ flag: SlapFlag, part: String) {
    self.init(flag.rawValue, part: part, vietnamese: flag.vietnamese, english: flag.english)
  }

  init(_ feedback: CaptureFeedback, part: String) {
    self.init(
      feedback.rawValue, part: part, vietnamese: feedback.vietnamese, english: feedback.english)
  }

  init(_ feedback: PortraitFeedback) {
    self.init(
      feedback.rawValue, part: SessionStep.portrait.rawValue, vietnamese: feedback.vietnamese,
      english: feedback.english)
  }

  /// A finger that only cannot be confirmed does not stop a submission by itself; its capture asks
  /// for a reason.
  init(_ finding: SequenceFinding, part: String) {
    let isSure = if case .unconfirmed = finding { false } else { true }
    self.init(
      finding.code, part: part, blocks: isSure, vietnamese: finding.vietnamese,
      english: finding.english)
  }

  static func handInDoubt(_ part: String) -> SessionFinding {
    SessionFinding(
      "hand-in-doubt", part: part,
      vietnamese:
        "Ảnh không cho biết chắc là tay nào: hãy lấy lại, hoặc lấy một ngón riêng của tay này.",
      english:
        "The picture leaves open which hand it is: take it again, or one finger of this hand alone."
    )
  }

  static func handNotConfirmed(_ part: String) -> SessionFinding {
    SessionFinding(
      "hand-not-confirmed", part: part,
      vietnamese:
        "Chưa ngón lấy riêng nào khớp với ảnh này: hãy lấy lại đúng bàn tay, hoặc lấy riêng một "
        + "ngón khác của tay này.",
      english:
        "No finger taken alone matches this picture: take it again with the right hand, or another "
        + "finger of this hand alone.")
  }

  /// Whether a finger of this hand, taken alone, would answer it.
  var asksForFinger: Bool { code == "hand-in-doubt" || code == "hand-not-confirmed" }

  static func operatorsFinger(_ part: String) -> SessionFinding {
    SessionFinding(
      "operator-finger", part: part,
      vietnamese: "Đây là ngón tay của cán bộ trạm, không phải của người làm thẻ.",
      english: "This is a finger of somebody who works at this station, not the applicant's.")
  }

  static func operatorsEye(_ part: String) -> SessionFinding {
    SessionFinding(
      "operator-eye", part: part,
      vietnamese: "Đây là mắt của cán bộ trạm, không phải của người làm thẻ.",
      english: "This is an eye of somebody who works at this station, not the applicant's.")
  }

  static func unusable(_ part: String) -> SessionFinding {
    SessionFinding(
      "unusable-image", part: part,
      vietnamese: "Ảnh không có đường vân dùng được: hãy lau mặt kính và lấy lại.",
      english: "No usable ridges: clean the glass and present it again.")
  }

  static func noEye(_ part: String) -> SessionFinding {
    SessionFinding(
      "no-eye", part: part, vietnamese: "Không thấy mắt trong ảnh: hãy chụp lại.",
      english: "No eye is seen in the picture: take it again.")
  }

  static let sameEyeTwice = SessionFinding(
    "eye-repeated", part: SessionStep.eyes.rawValue,
    vietnamese: "Hai ảnh là của cùng một mắt: hãy chụp lại mắt còn lại.",
    english: "Both pictures show one eye: capture the other one.")

  static let eyesSwapped = SessionFinding(
    "eyes-swapped", part: SessionStep.eyes.rawValue, blocks: false,
    vietnamese: "Có vẻ mắt phải và mắt trái bị đổi chỗ: hãy kiểm tra.",
    english: "Right and left eye look swapped: check which is which.")
}
