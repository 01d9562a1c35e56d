// SPDX-License-Identifier: Apache-2.0

import Records
import Store

/// The outbox as its screen shows it.
struct OutboxPage: Encodable {
  /// Most records of one page: more than anybody reads at once, and drawn in an instant.
  static let rows = 50

  let part: OutboxPart
  let items: [OutboxLine]
  /// Records of each group.
  let counts: [String: Int]
  let limits: [SaidFinding]
  let sticks: [String]
  let told: SaidFinding?
}

/// Something found, in both languages.
struct SaidFinding: Encodable {
  let code, vietnamese, english: String
  let blocks: Bool
}

/// One record, with why it is still here, or what the centre signed for it.
struct OutboxLine: Encodable {
  /// What is the same for all lines.
  struct Manner {
    let isTraining, hasLink: Bool
    let openReceipt: ReceiptOpener?
  }

  let record, application, sealedAt, state: String
  let size: Int
  let reason: SaidFinding?
  let nextTry: String?
  let attempts: Int

  init(_ entry: OutboxEntry, application: String, _ manner: Manner) {
    record = entry.id.description
    (self.application, sealedAt, size) = (application, entry.accepted.description, entry.size)
    (state, attempts) = (entry.state.name, entry.attempts)
    var next: String?
    switch entry.state {
    case .waiting(let until, let code):
      next = until.description
      reason = .waits(code.description)
    case .refused(let code): reason = .refused(code.description)
    case .queued: reason = manner.isTraining ? .training : manner.hasLink ? .queued : .noLink
    case .exported(let stick): reason = .exported(stick)
    case .delivered:
      reason = entry.receipt.flatMap { try? manner.openReceipt?($0) }.map(SaidFinding.received)
    case .sending: reason = nil
    }
    nextTry = next
  }
}

extension SaidFinding {
  private init(_ code: String, _ vietnamese: String, _ english: String, blocks: Bool = false) {
    self.init(code: code, vietnamese: vietnamese, english: english, blocks: blocks)
  }

  fileprivate static let training = SaidFinding(
    "training", "Hồ sơ tập huấn, không gửi đi đâu.", "A training record, sent nowhere.")
  fileprivate static let queued = SaidFinding(
    "queued", "Sẽ gửi ngay khi có đường truyền.", "Goes as soon as there is a link.")
  fileprivate static let noLink = SaidFinding(
    "no-link", "Trạm không nối với trung tâm: xuất ra USB.",
    "The station has no link to a centre: export to a stick.")

  fileprivate static func exported(_ stick: String) -> SaidFinding {
    SaidFinding(
      "exported", "Trên USB \(stick), chờ biên nhận quay về.",
      "On stick \(stick), waits for the receipt.")
  }

  fileprivate static func received(_ receipt: Receipt) -> SaidFinding {
    // Of a distinguished name people know the common one.
    let centre = receipt.centre.split(separator: "CN = ").last.map(String.init) ?? receipt.centre
    return SaidFinding(
      "received", "Biên nhận số \(receipt.sequence) của \(centre).",
      "Receipt \(receipt.sequence) of \(centre).")
  }

  fileprivate static func refused(_ code: String) -> SaidFinding {
    SaidFinding(
      code, "Trung tâm không nhận (\(code)). Báo người giám sát; các hồ sơ khác vẫn đi tiếp.",
      "The centre refused it (\(code)). Tell a supervisor; the others go on.", blocks: true)
  }

  /// Why the last try failed, in the words of what is to be done.
  fileprivate static func waits(_ code: String) -> SaidFinding {
    switch code {
    case "centre-unreachable":
      SaidFinding(
        code, "Không nối được với trung tâm. Kiểm tra mạng; sẽ tự gửi lại.",
        "The centre cannot be reached. Check the network; it is sent again by itself.")
    case "link-lost":
      SaidFinding(
        code, "Mất đường truyền giữa chừng; sẽ gửi tiếp từ chỗ dừng.",
        "The link was lost; sending goes on where it stopped.")
    case "centre-certificate":
      SaidFinding(
        code, "Máy trả lời không phải trung tâm. Chưa gửi gì; báo người giám sát.",
        "Whoever answers is not the centre. Nothing was sent; tell a supervisor.", blocks: true)
    default:
      SaidFinding(
        code, "Lần gửi trước không thành (\(code)); sẽ tự gửi lại.",
        "The last try failed (\(code)); it is sent again by itself.")
    }
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
