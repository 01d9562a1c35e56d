// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Document
import Foundation

/// "Đúng, đủ, sạch, sống" as named checks. No law gives the four words a numeric meaning; this is what
/// a desk can check of them.
extension SessionDraft {
  mutating func review(_ context: CommandContext) {
    state.checks = [right, complete, clean, alive]
  }

  private func found(_ codes: String...) -> [SessionFinding] {
    state.findings.filter { codes.contains($0.code) }
  }

  private var right: CheckGroup {
    CheckGroup(
      word: .right,
      checks: [
        .init(
          "sources-agree", "Các nguồn khớp nhau", "Sources agree", found("sources-differ")),
        .init(
          "number-fits", "Số định danh hợp lệ", "The personal number fits birth and sex",
          state.findings.filter { $0.code.hasPrefix("number-") }),
        .init(
          "age-fits", "Đúng độ tuổi", "The age permits this application",
          found("birth-impossible", "not-permitted")),
        .init(
          "chip-genuine", "Chip xác thực", "The card's chip is genuine",
          found("chip-doubtful", "chip-not-checked")),
        .init(
          "fingers-fit", "Đúng ngón, đúng tay", "Every print is of its finger",
          found(
            "fingers-swapped", "finger-misplaced", "other-hand", "finger-unconfirmed",
            "hand-in-doubt", "hand-not-confirmed", "eyes-swapped")),
      ])
  }

  private var complete: CheckGroup {
    CheckGroup(
      word: .complete,
      checks: [
        .init(
          "request-given", "Có thủ tục và căn cứ", "Procedure and ground are given",
          found("request-missing")),
        .init(
          "fields-filled", "Đủ trường bắt buộc", "Required fields are filled",
          found("field-missing")),
        .init(
          "representative-named", "Có người đại diện", "Representative and consent, where needed",
          found("representative-missing", "consent-missing")),
        .init(
          "captures-complete", "Đủ ảnh sinh trắc", "Every capture is there, or excepted",
          found("capture-open", "capture-again", "below-limit")),
        .init(
          "exceptions-confirmed", "Ngoại lệ đã xác nhận", "Exceptions are confirmed",
          found("exception-unproven", "exception-unconfirmed")),
      ])
  }

  private var clean: CheckGroup {
    CheckGroup(
      word: .clean,
      checks: [
        .init(
          "no-duplicates", "Không trùng lặp", "No finger or eye twice, none of an operator",
          found("finger-repeated", "eye-repeated", "operator-finger", "operator-eye")),
        .init(
          "quality", "Chất lượng đạt ngưỡng", "Quality reaches the limits",
          found("accepted-below")),
        .init(
          "text-normalised", "Chữ Việt chuẩn NFC", "Texts are in Unicode NFC",
          state.person.filter { !Self.isNFC($0.chosen.value) }
            .map { .fieldMissing($0.field) }),
      ])
  }

  private var alive: CheckGroup {
    let isUnsourced: (SourcedValue) -> Bool = { $0.officer.isEmpty || $0.at.isEmpty }
    return CheckGroup(
      word: .alive,
      checks: [
        .init(
          "values-sourced", "Mỗi giá trị có nguồn, thời điểm, cán bộ",
          "Every value has source, time and officer",
          state.person.filter { isUnsourced($0.chosen) }.map { .fieldMissing($0.field) }),
        .init(
          "captured-live", "Thu nhận trực tiếp trong phiên này",
          "Every capture was made in this session",
          fingers.filter { $0.frameSha256.isEmpty }.map { .open($0.position.name) }),
      ])
  }

  private static func isNFC(_ text: String) -> Bool {
    // Swift's == takes both forms for equal; bytes do not.
    Array(text.utf8) == Array(((try? checked(text, .otherName)) ?? "").utf8)
  }
}

extension CheckGroup.Check {
  fileprivate init(
    _ name: String, _ vietnamese: String, _ english: String, _ findings: [SessionFinding]
  ) {
    (self.name, self.vietnamese, self.english) = (name, vietnamese, english)
    self.findings = findings
    isGood = !findings.contains(where: \.blocks)
  }
}
