// SPDX-License-Identifier: Apache-2.0

import Records
import Store

/// The outbox as its screen shows it.
struct OutboxPage: Encodable {
  let items: [OutboxLine]
  let limits: [SaidFinding]
}

/// Something found, in both languages.
struct SaidFinding: Encodable {
  let code, vietnamese, english: String
  let blocks: Bool
}

/// One record, with why it is still here.
struct OutboxLine: Encodable {
  let record, application, sealedAt, state: String
  let size: Int
  let reason: SaidFinding?
  let nextTry: String?
  let attempts: Int

  init(_ entry: OutboxEntry, application: String, isTraining: Bool) {
    record = entry.id.description
    (self.application, sealedAt, size) = (application, entry.accepted.description, entry.size)
    (state, attempts) = (entry.state.name, entry.attempts)
    var next: String?
    switch entry.state {
    case .waiting(let until, let code):
      next = until.description
      reason = Self.waits(code.description)
    case .refused(let code):
      reason = SaidFinding(
        code: code.description,
        vietnamese:
          "Trung tâm không nhận (\(code)). Báo người giám sát; các hồ sơ khác vẫn đi tiếp.",
        english: "The centre refused it (\(code)). Tell a supervisor; the others go on.",
        blocks: true)
    case .queued:
      reason =
        isTraining
        ? SaidFinding(
          code: "training", vietnamese: "Hồ sơ tập huấn, không gửi đi đâu.",
          english: "A training record, sent nowhere.", blocks: false)
        : SaidFinding(
          code: "queued", vietnamese: "Chờ đường truyền.", english: "Waits for a link.",
          blocks: false)
    case .exported(let stick):
      reason = SaidFinding(
        code: "exported", vietnamese: "Trên USB \(stick), chờ biên nhận quay về.",
        english: "On stick \(stick), waits for the receipt.", blocks: false)
    case .sending, .delivered: reason = nil
    }
    nextTry = next
  }

  private static func waits(_ code: String) -> SaidFinding {
    SaidFinding(
      code: code, vietnamese: "Lần gửi trước không thành (\(code)); sẽ tự gửi lại.",
      english: "The last try failed (\(code)); it is sent again by itself.", blocks: false)
  }
}

extension LimitFinding {
  /// What was found and how to clear it.
  var vietnamese: String {
    switch limit {
    case .count: "Quá nhiều hồ sơ chưa gửi. Gửi qua mạng, hoặc xuất ra USB rồi nhập biên nhận."
    case .age: "Có hồ sơ chờ quá lâu. Gửi qua mạng, hoặc xuất ra USB rồi nhập biên nhận."
    case .disk: "Ổ đĩa sắp đầy. Gửi bớt hồ sơ hoặc xóa tệp khác."
    case .clock: "Đồng hồ máy bị đặt lùi. Chỉnh lại giờ rồi đồng bộ với trung tâm."
    }
  }
}
