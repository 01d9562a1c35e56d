// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Station
import Store

/// The pages that are not about one applicant.
extension StationDesk {
  /// The page as its screen shows it.
  public func page(_ page: DeskPage, by officer: Officer) async throws -> JSONText {
    switch page {
    case .outbox: try outbox()
    case .report: try JSONText(DayFigures(store, on: try today()))
    case .devices: try await devices(findings: [])
    case .audit: try audit()
    case .settings: try JSONText(SettingsForm(settings.policy))
    }
  }

  /// Does something on a page. Throws `needs-supervisor` for settings without one.
  public func act(
    _ action: JSONText, on page: DeskPage, by officer: Officer, with supervisor: Officer?
  ) async throws -> JSONText {
    switch page {
    case .outbox: return try act(try action.value(OutboxAction.self), officer)
    case .devices: return try await devices(findings: await health())
    case .settings:
      guard supervisor != nil else { throw WebError.needsSupervisor }
      try settings.set(try action.value(SettingsForm.Change.self).applied(to: settings.policy))
      try store.audit.append(AuditEvent(.settingsChanged, by: OperatorID(officer.name)))
      return try JSONText(SettingsForm(settings.policy))
    case .report, .audit: throw WebError(404, "not-found", "Nothing can be done on this page.")
    }
  }

  private func devices(findings: [HealthCheck.Finding]) async throws -> JSONText {
    struct Page: Encodable {
      let items: [DeviceEntry]
      let findings: [HealthCheck.Finding]
    }
    return try JSONText(Page(items: await source.list(), findings: findings))
  }

  private func audit() throws -> JSONText {
    struct Row: Encodable {
      let number: Int
      let at, officer, event: String
      let about: String?
    }
    struct Page: Encodable {
      let isWhole: Bool
      let rows: [Row]
    }
    let rows = try store.audit.rows(newest: 200).map { row in
      Row(
        number: row.number, at: row.time.description, officer: row.event.by?.description ?? "",
        event: row.event.code.rawValue,
        about: row.event.record?.description ?? row.event.count.map(String.init))
    }
    return try JSONText(Page(isWhole: try store.audit.verify().isSound, rows: rows))
  }

  // MARK: outbox

  private struct OutboxAction: Decodable {
    let act: String
    let record: String?
  }

  private func act(_ action: OutboxAction, _ officer: Officer) throws -> JSONText {
    switch action.act {
    case "retry": try retry(action.record, officer)
    case "export", "import":
      throw WebError(
        409, "no-stick", "No stick is mounted where the station looks for one. Plug it in.")
    default: throw WebError(400, "malformed", "There is nothing of that name to do.")
    }
    return try outbox()
  }

  private func retry(_ record: String?, _ officer: Officer) throws {
    let wanted = record.map { RecordID($0) }
    for entry in try store.outbox.list() where wanted == nil || entry.id == wanted {
      switch entry.state {
      case .waiting, .refused: try store.outbox.retry(entry.id, by: OperatorID(officer.name))
      case .queued, .sending, .exported, .delivered: continue
      }
    }
  }

  /// The application of each record, from the lists that sessions keep under `sealed:`.
  private func applications() throws -> [String: String] {
    var names: [String: String] = [:]
    for draft in try store.drafts.list() where draft.id.hasPrefix("sealed:") {
      guard let list = try store.drafts.load(draft.id) else { continue }
      for entry in try JSONText(bytes: list.state).value([SubmittedRecord].self) {
        names[entry.record] = entry.application
      }
    }
    return names
  }

  private func outbox() throws -> JSONText {
    let names = try applications()
    let items = try store.outbox.list().reversed().map { entry in
      OutboxLine(
        entry, application: names[entry.id.description] ?? "–", isTraining: place.isTraining)
    }
    let limits = try store.findings().map { finding in
      SaidFinding(
        code: finding.limit.rawValue, vietnamese: finding.vietnamese, english: finding.message,
        blocks: finding.stops)
    }
    return try JSONText(OutboxPage(items: items, limits: limits))
  }
}
