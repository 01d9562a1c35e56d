// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Station
import Store

/// The pages that are not about one applicant.
extension StationDesk {
  /// The page as its screen shows it.
  public func page(
    _ page: DeskPage, _ part: OutboxPart, by officer: Officer
  ) async throws -> JSONText {
    switch page {
    case .outbox: try outbox(part)
    case .report: try JSONText(DayFigures(store, on: try today()))
    case .devices: try await devices(findings: [])
    case .audit: try await audit()
    case .settings: try JSONText(SettingsForm(settings.policy))
    }
  }

  /// Does something on a page. Throws `needs-supervisor` for settings without one.
  public func act(
    _ action: JSONText, on page: DeskPage, by officer: Officer, with supervisor: Officer?
  ) async throws -> JSONText {
    switch page {
    case .outbox: return try await act(try action.value(OutboxAction.self), officer)
    case .devices: return try await act(try action.value(DeviceAction.self))
    case .settings:
      guard supervisor != nil else { throw WebError.needsSupervisor }
      try settings.set(try action.value(SettingsForm.Change.self).applied(to: settings.policy))
      try store.audit.append(AuditEvent(.settingsChanged, by: OperatorID(officer.name)))
      return try JSONText(SettingsForm(settings.policy))
    case .report, .audit: throw WebError(404, "not-found", "Nothing can be done on this page.")
    }
  }

  private struct DeviceAction: Decodable {
    let act: String
    let kind: String?
  }

  /// Looks at the whole machine; in training, pulls a device out or plugs it in.
  private func act(_ action: DeviceAction) async throws -> JSONText {
    switch (action.act, source as? TrainingDevices) {
    case ("look", _):
      let findings = Task(executorPreference: ComputingThreads.shared) { [health] in await health()
      }
      return try await devices(findings: findings.value)
    case ("unplug", let training?), ("plug", let training?):
      await training.plug(action.kind ?? "", isIn: action.act == "plug")
      return try await devices(findings: [])
    default: throw WebError(400, "malformed", "There is nothing of that name to do.")
    }
  }

  private func devices(findings: [HealthCheck.Finding]) async throws -> JSONText {
    struct Page: Encodable {
      let items: [DeviceEntry]
      let findings: [HealthCheck.Finding]
    }
    return try JSONText(Page(items: await source.list(), findings: findings))
  }

  private func audit() async throws -> JSONText {
    try await Blocking.run { [store, review] in
      try JSONText(AuditPage(store.audit, review.look()))
    }
  }
}
