// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Document
import Foundation
import Records

/// Civil data: every value with its source, time and officer.
extension SessionDraft {
  /// Longest text of a field, in characters, as the record has it.
  private static let longestText = 200

  mutating func applyFor(
    _ procedure: String, _ ground: String?, _ context: CommandContext
  ) throws(SessionError) {
    guard let kind = ApplicationKind.Procedure(rawValue: procedure) else {
      throw .invalid(
        "procedure", "There is no such procedure; take FIRST_ISSUANCE, EXCHANGE or REISSUANCE.",
        "Không có thủ tục này; hãy chọn cấp, cấp đổi hoặc cấp lại.")
    }
    let grounds = context.policy.grounds[kind]
    if let ground {
      _ = try Self.entry(ground, in: grounds, note: "", part: "ground")
    } else if !grounds.isEmpty {
      throw .invalid(
        "ground", "This procedure needs one of its statutory grounds (article 24).",
        "Thủ tục này cần một căn cứ theo Điều 24.")
    }
    state.request = RequestState(procedure: procedure, ground: ground)
  }

  mutating func choose(_ profile: CaptureProfile) throws(SessionError) {
    guard fingers.isEmpty || profile == state.profile else {
      throw SessionError(
        .notNow, "Fingers were captured already; another profile cannot be chosen any more.",
        vietnamese: "Đã thu nhận vân tay; không thể đổi quy trình.")
    }
    state.profile = profile
  }

  mutating func type(
    _ values: [PersonField: String], _ context: CommandContext
  ) throws(SessionError) {
    for (field, text) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let clean = try Self.checked(text, field)
      if PersonField.nameParts.contains(field) {
        nameParts[field] = clean.isEmpty ? nil : clean
      } else {
        if field == .fullName { nameParts = [:] }
        set(field, .typed, clean, context)
      }
    }
    guard values.keys.contains(where: PersonField.nameParts.contains) else { return }
    let name = PersonField.nameParts.compactMap { nameParts[$0] }.joined(separator: " ")
    set(.fullName, .typed, name, context)
  }

  mutating func readQR(_ text: String, _ context: CommandContext) throws(SessionError) {
    let code: CardQRText
    do {
      code = try CardQRText(text)
    } catch {
      throw SessionError(
        .invalidValue, part: "qr", "This is no QR code of an identity card: \(error.message)",
        vietnamese: "Đây không phải mã QR của thẻ căn cước.", cause: error)
    }
    set(HolderValues(code), .qr, context)
  }

  mutating func read(_ card: CardReading, _ context: CommandContext) throws(SessionError) {
    guard card.chip.count + card.zone.count <= 2 * PersonField.allCases.count,
      card.face?.bytes.count ?? 0 <= 1 << 20
    else { throw .invalid("card", "The card's data are too large.", "Dữ liệu thẻ quá lớn.") }
    for (field, text) in card.chip { set(field, .chip, Self.clean(text), context) }
    for (field, text) in card.zone { set(field, .mrz, Self.clean(text), context) }
    blobs[BlobName.chipFace] = card.face?.bytes
    state.card = CardState(
      verdict: card.verdict, reasons: card.reasons, at: context.at, officer: context.officer,
      hasFace: card.face != nil)
  }

  mutating func take(
    _ source: ValueSource, for field: PersonField, _ context: CommandContext
  ) throws(SessionError) {
    guard let index = state.person.firstIndex(where: { $0.field == field }),
      let value = state.person[index].sources.first(where: { $0.source == source })
    else {
      throw .invalid(
        field.rawValue, "This source says nothing about this field.",
        "Nguồn này không có thông tin cho trường này.")
    }
    state.person[index].chosen = value
    state.person[index].decidedBy = context.officer
  }

  mutating func askForAccount(
    _ level: Int, _ phone: String?, _ email: String?
  ) throws(SessionError) {
    guard (0...2).contains(level) else {
      throw .invalid("level", "The level is 1 or 2, or 0 for none.", "Mức độ là 1, 2 hoặc 0.")
    }
    let phone = try Self.optional(phone, .phone)
    let email = try Self.optional(email, .email)
    guard level == 0 || phone != nil else {
      throw .invalid(
        PersonField.phone.rawValue, "An electronic account needs a mobile number.",
        "Tài khoản định danh điện tử cần số điện thoại.")
    }
    state.account = AccountState(level: level, phone: phone, email: email)
  }

  // MARK: Values

  private static func optional(_ text: String?, _ field: PersonField) throws(SessionError)
    -> String?
  {
    guard let text else { return nil }
    let clean = try checked(text, field)
    return clean.isEmpty ? nil : clean
  }

  private mutating func set(
    _ values: HolderValues, _ source: ValueSource, _ context: CommandContext
  ) {
    for (holderField, text) in values.values {
      guard let field = PersonField(holderField) else { continue }
      set(field, source, text, context)
    }
  }

  /// Sets what a source says; an empty text takes it away.
  private mutating func set(
    _ field: PersonField, _ source: ValueSource, _ text: String, _ context: CommandContext
  ) {
    let index = state.person.firstIndex { $0.field == field }
    var sources = index.map { state.person[$0].sources } ?? []
    let old = sources.first { $0.source == source }?.value
    guard old ?? "" != text else { return }
    sources.removeAll { $0.source == source }
    let value = SourcedValue(
      value: text, source: source, at: context.at, officer: context.officer)
    if !text.isEmpty { sources.append(value) }
    if let index {
      state.person[index].sources = sources
      state.person[index].decidedBy = nil
      if sources.isEmpty { state.person.remove(at: index) }
    } else if !sources.isEmpty {
      state.person.append(
        FieldState(
          field: field, chosen: value, sources: sources, isConflict: false, decidedBy: nil))
    }
  }

  /// One line in NFC.
  private static func clean(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .precomposedStringWithCanonicalMapping
  }

  /// A text in the one form of its field, or empty; throws `invalid-value`.
  static func checked(_ text: String, _ field: PersonField) throws(SessionError) -> String {
    let clean = clean(text)
    guard !clean.isEmpty else { return "" }
    guard clean.count <= longestText,
      clean.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else {
      throw .invalid(
        field.rawValue, "At most \(longestText) characters, without control characters.",
        "Tối đa \(longestText) ký tự, không có ký tự điều khiển.")
    }
    var value = clean
    if let holder = field.holderField {
      value = HolderValues(typed: [holder: clean])[holder] ?? ""
    }
    guard isSound(value, field) else { throw invalidForm(of: field) }
    return value
  }

  private static func isSound(_ value: String, _ field: PersonField) -> Bool {
    switch field {
    case .personalNumber: (try? PersonalNumber(value)) != nil
    case .dateOfBirth: BirthDate(value) != nil
    case .cardIssueDate, .cardExpiryDate: CalendarDate(value) != nil
    case .gender: Sex(rawValue: value) != nil
    case .nationality:
      value.utf8.count == 3 && value.utf8.allSatisfy { (0x41...0x5a).contains($0) }
    case .formerIdentityNumber:
      [9, 12].contains(value.utf8.count) && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    default: true
    }
  }

  private static func invalidForm(of field: PersonField) -> SessionError {
    switch field {
    case .personalNumber:
      .invalid(field.rawValue, "The personal number has 12 digits.", "Số định danh có 12 chữ số.")
    case .dateOfBirth, .cardIssueDate, .cardExpiryDate:
      .invalid(
        field.rawValue, "Write the day as dd/mm/yyyy, or a year alone where no more is known.",
        "Ghi ngày theo dạng ngày/tháng/năm, hoặc chỉ ghi năm nếu không rõ.")
    case .gender:
      .invalid(field.rawValue, "Write Nam or Nữ, M or F.", "Ghi Nam hoặc Nữ.")
    case .nationality:
      .invalid(
        field.rawValue, "Write three capital letters, such as VNM.",
        "Ghi mã quốc gia ba chữ cái, ví dụ VNM.")
    default:
      .invalid(field.rawValue, "This has not the form of its field.", "Giá trị không đúng dạng.")
    }
  }
}
