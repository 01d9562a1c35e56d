// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

extension SessionDraft {
  /// Carries out an action, or throws and leaves a draft that must not be kept.
  mutating func apply(
    _ action: SessionCommand.Action, _ context: CommandContext
  ) async throws(SessionError) {
    try checkOpen(action)
    try await change(action, context)
    if action.changesContent { forgetReview() }
    try refresh(context)
  }

  /// What was reviewed and signed is no longer what is there.
  private mutating func forgetReview() {
    state.checks = []
    forgetSignature()
    submission = nil
  }

  private func checkOpen(_ action: SessionCommand.Action) throws(SessionError) {
    guard state.outcome == nil else {
      throw SessionError(
        .notNow, "This session has ended; open the application again if it was sent back.",
        vietnamese: "Hồ sơ này đã kết thúc; hãy mở lại nếu hồ sơ bị trả về.")
    }
    if action.takesBiometrics { try checkAge() }
    guard action != .submit || state.ageGroup != AgeGroup.underSix.rawValue else {
      throw .underSix
    }
  }

  /// Nobody under six gives biometric data, and of an applicant without a birth date nobody knows.
  func checkAge() throws(SessionError) {
    switch state.ageGroup {
    case AgeGroup.underSix.rawValue: throw .underSix
    case nil:
      throw SessionError(
        .notNow, part: PersonField.dateOfBirth.rawValue,
        "The birth date is not known yet; enter it before anything is captured.",
        vietnamese: "Chưa có ngày sinh; hãy nhập ngày sinh trước khi thu nhận.")
    default: break
    }
  }

  private mutating func change(
    _ action: SessionCommand.Action, _ context: CommandContext
  ) async throws(SessionError) {
    switch action {
    case .applyFor(let procedure, let ground): try applyFor(procedure, ground, context)
    case .chooseProfile(let profile): try choose(profile)
    case .typePerson(let values): try type(values, context)
    case .readQR(let text): try readQR(text, context)
    case .readCard(let card): try read(card, context)
    case .takeSource(let field, let source): try take(source, for: field, context)
    case .representative(let name, let number, let relation, let consents):
      try represent(name, number, relation, consents, context)
    case .account(let level, let phone, let email): try askForAccount(level, phone, email)
    case .declareMissing(let part, let reason, let remark):
      try declare(part, reason, remark ?? "", context)
    case .photographException(let part, let picture): try photograph(part, picture)
    case .withdrawException(let part): try withdraw(part)
    case .confirmException(let part, let supervisor): try confirm(part, supervisor, context)
    case .goTo(let step): try go(to: step)
    case .review: review(context)
    case .sign(let manner, let picture): try sign(manner, picture, context)
    case .withdrawSignature: forgetSignature()
    case .notEnrolled(let reason, let note): try close(reason, note ?? "", context)
    case .capture(let position, let picture): try await capture(position, picture, context)
    case .captureEyes(let pictures): try await capture(pictures, context)
    case .portrait(let picture): try capture(picture, context)
    case .acceptBelow(let part, let reason, let note, let supervisor):
      try acceptBelow(part, reason, note ?? "", supervisor, context)
    case .sendBack(let parts, let reason, let supervisor):
      try sendBack(parts, reason, supervisor, context)
    // The actor does it: it needs the keepers.
    case .submit: break
    }
  }

  private mutating func go(to step: SessionStep) throws(SessionError) {
    let status = state.steps.first { $0.step == step }?.status
    guard status == .open || status == .complete else {
      throw SessionError(
        status == .forbidden ? .notPermitted : .notNow, part: step.rawValue,
        status == .forbidden
          ? SessionError.underSix.message : "This session does not have the step \(step.rawValue).",
        vietnamese: status == .forbidden
          ? SessionError.underSix.vietnamese : "Hồ sơ này không có bước \(step.rawValue).")
    }
    state.step = step
  }

  /// The code on a policy's list; throws `unknown-code`, or `invalid-value` where it needs a note.
  static func entry(
    _ code: String, in list: [ReasonCode], note: String, part: String
  ) throws(SessionError) -> ReasonCode {
    guard let entry = list.first(where: { $0.code == code }) else {
      throw SessionError(
        .unknownCode, part: part, "This code is not on the list of the capture policy.",
        vietnamese: "Mã này không có trong danh mục.")
    }
    guard !entry.needsNote || !note.isEmpty else {
      throw SessionError(
        .invalidValue, part: "note", "This reason needs a note; say in a few words what it was.",
        vietnamese: "Lý do này cần ghi chú; hãy ghi ngắn gọn.")
    }
    return entry
  }

  /// A supervisor's id, other than the officer's where the policy wants a second person.
  static func checked(
    supervisor: String, against officers: [String], _ context: CommandContext
  ) throws(SessionError) {
    guard !supervisor.isEmpty,
      !context.policy.asksForSecondPerson || !officers.contains(supervisor)
    else {
      throw SessionError(
        .needsSupervisor,
        "A supervisor must confirm this, and somebody else than the officer who captured it.",
        vietnamese: "Cần người phụ trách khác với cán bộ thu nhận xác nhận.")
    }
  }
}

extension SessionError {
  /// Article 23 of Law 26/2023/QH15.
  static let underSix = SessionError(
    .notPermitted, part: PersonField.dateOfBirth.rawValue,
    "The applicant is under \(ApplicationRecord.minimumCaptureAge) years old, and the law forbids "
      + "taking biometric data. The representative applies online or with the birth registration.",
    vietnamese: "Người dưới \(ApplicationRecord.minimumCaptureAge) tuổi: luật không cho phép thu "
      + "nhận sinh trắc học. Người đại diện làm thủ tục trực tuyến hoặc cùng khai sinh.")

  static func invalid(_ part: String, _ english: String, _ vietnamese: String) -> SessionError {
    SessionError(.invalidValue, part: part, english, vietnamese: vietnamese)
  }
}
