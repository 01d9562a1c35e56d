// SPDX-License-Identifier: Apache-2.0

import Records

/// Who acts for the applicant, and who signs.
extension SessionDraft {
  mutating func represent(
    _ name: String, _ number: String?, _ relation: String, _ consents: Bool,
    _ context: CommandContext
  ) throws(SessionError) {
    let fullName = try Self.checked(name, .fullName)
    let relation = try Self.checked(relation, .otherName)
    guard !fullName.isEmpty, !relation.isEmpty else {
      throw .invalid(
        "fullName", "The representative's name and relation are needed.",
        "Cần họ tên và quan hệ của người đại diện.")
    }
    let number = try Self.checked(number ?? "", .personalNumber)
    guard number.isEmpty || number != value(of: .personalNumber) else {
      throw .invalid(
        PersonField.personalNumber.rawValue, "This is the applicant's own number.",
        "Đây là số định danh của chính người làm thẻ.")
    }
    state.representative = RepresentativeState(
      fullName: fullName, personalNumber: number.isEmpty ? nil : number, relation: relation,
      consents: consents, at: context.at, officer: context.officer)
    // Somebody else's signature is no longer the one that is needed.
    if state.signature?.signer == "applicant" { forgetSignature() }
  }

  mutating func sign(
    _ manner: String, _ picture: PictureFile?, _ context: CommandContext
  ) throws(SessionError) {
    guard ["pad", "paper", "witnessed"].contains(manner) else {
      throw .invalid(
        "manner", "A signature is given on a pad, on paper, or witnessed.",
        "Chữ ký trên bảng ký, trên giấy, hoặc có người chứng kiến.")
    }
    guard !state.checks.isEmpty,
      state.steps.first(where: { $0.step == .review })?.status == .complete
    else {
      throw .notReady(
        "review", "Review the application before it is signed.", "Hãy kiểm tra hồ sơ trước khi ký.")
    }
    blobs[BlobName.signature] = nil
    if manner == "pad" {
      guard let picture else {
        throw .invalid("picture", "A pad gives a picture.", "Bảng ký phải có ảnh chữ ký.")
      }
      blobs[BlobName.signature] = try Self.photograph(picture, part: "picture")
    }
    let isChild = state.ageGroup == AgeGroup.sixToThirteen.rawValue
    state.signature = SignatureState(
      signer: isChild || state.representative != nil ? "representative" : "applicant",
      manner: manner, at: context.at, officer: context.officer)
  }

  /// Nobody signed.
  mutating func forgetSignature() {
    state.signature = nil
    blobs[BlobName.signature] = nil
  }

  /// The chosen value of a field; nil where there is none.
  func value(of field: PersonField) -> String? {
    state.person.first { $0.field == field }?.chosen.value
  }
}

extension SessionError {
  static func notReady(_ part: String, _ english: String, _ vietnamese: String) -> SessionError {
    SessionError(.notReady, part: part, english, vietnamese: vietnamese)
  }
}
