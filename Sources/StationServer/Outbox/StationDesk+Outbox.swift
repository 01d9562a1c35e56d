// SPDX-License-Identifier: Apache-2.0

import Records
import Station
import Store

/// What an officer does with sealed records.
struct OutboxAction: Decodable {
  let act: String
  let record: String?
  let stick: String?
  /// What the page shows that it is done on.
  let part: OutboxPart?
}

extension StationDesk {
  /// Sends again, or takes a stick. Throws `no-stick` where none, or not the chosen one, is mounted.
  func act(_ action: OutboxAction, _ officer: Officer) async throws -> JSONText {
    var told: SaidFinding?
    switch action.act {
    case "retry":
      try retry(action.record, officer)
      Task { [courier] in await courier?.send() }
    case "export": told = try await export(to: stick(action.stick), officer)
    case "import": told = try await importReceipts(from: stick(action.stick))
    default: throw WebError(400, "malformed", "There is nothing of that name to do.")
    }
    return try outbox(action.part ?? OutboxPart(), told)
  }

  private func retry(_ record: String?, _ officer: Officer) throws {
    let wanted = record.map { RecordID($0) }
    for entry in try store.outbox.page(of: .stopped, skipping: 0, count: .max)
    where wanted == nil || entry.id == wanted {
      try store.outbox.retry(entry.id, by: OperatorID(officer.name))
    }
  }

  // MARK: sticks

  private var sticks: [String] { MountedSticks.found() + dispatch.folders }

  private func stick(_ chosen: String?) throws(WebError) -> String {
    let all = sticks
    guard let stick = chosen ?? (all.count == 1 ? all[0] : nil), all.contains(stick) else {
      throw all.count > 1 ? .whichStick : .noStick
    }
    return stick
  }

  private func export(to stick: String, _ officer: Officer) async throws -> SaidFinding {
    guard let certificate = dispatch.certificate else { throw WebError.staysHere }
    let (store, kit) = (store, dispatch.kit)
    let export = try await Blocking.run {
      try store.outbox.export(
        to: stick, kit: kit, certificate: certificate, by: OperatorID(officer.name))
    }
    let (count, folder) = (export.manifest.records.count, export.manifest.folderName)
    return SaidFinding(
      code: "exported",
      vietnamese: "Đã ghi \(count) hồ sơ vào thư mục \(folder) trên USB, đọc lại và so khớp.",
      english: "\(count) records are in the folder \(folder) on the stick, read back and compared.",
      blocks: false)
  }

  private func importReceipts(from stick: String) async throws -> SaidFinding {
    let store = store
    let taken = try await Blocking.run { try store.outbox.importReceipts(from: stick) }
    let (count, refused) = (taken.delivered.count, taken.refused)
    return SaidFinding(
      code: "imported",
      vietnamese: "Đã nhận \(count) biên nhận; từ chối \(refused).",
      english: "\(count) receipts were taken, \(refused) refused.", blocks: refused > 0)
  }

  // MARK: page

  /// A part of the outbox, and what was just done with it.
  func outbox(_ part: OutboxPart, _ told: SaidFinding? = nil) throws -> JSONText {
    let outbox = store.outbox
    let entries = try outbox.page(of: part.show, skipping: part.from, count: OutboxPage.rows)
    let names = try store.applications.applications(of: entries.map(\.id))
    let lines = OutboxLine.Manner(
      isTraining: place.isTraining, hasLink: dispatch.link != nil,
      openReceipt: dispatch.openReceipt)
    let items = entries.map { OutboxLine($0, application: names[$0.id] ?? Self.nobody, lines) }
    let counts = try OutboxGroup.allCases.map { ($0.rawValue, try outbox.count(of: $0)) }
    let limits = try store.findings().map { finding in
      SaidFinding(
        code: finding.limit.rawValue, vietnamese: finding.vietnamese, english: finding.message,
        blocks: finding.stops)
    }
    return try JSONText(
      OutboxPage(
        part: part, items: items, counts: Dictionary(uniqueKeysWithValues: counts), limits: limits,
        sticks: sticks, told: told))
  }

  /// What is shown for the record of another kit.
  private static let nobody = "–"
}

extension WebError {
  fileprivate static let noStick = WebError(
    409, "no-stick", "No stick is mounted where the station looks for one. Plug it in.")
  fileprivate static let whichStick = WebError(
    409, "which-stick", "More than one stick is plugged in. Choose one.", field: "stick")
  fileprivate static let staysHere = WebError(
    409, "training", "Training records go nowhere.", vietnamese: "Hồ sơ tập huấn không gửi đi đâu.")
}
