// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import NIOConcurrencyHelpers
import Records
public import Station
public import Store

/// The station behind the screens: its store, its sessions, its devices.
public final class StationDesk: Desk {
  /// What a station is called and where it stands.
  public struct Place: Sendable, Hashable {
    /// Name of the capture kit, part of every application's number: letters and digits.
    public var kit = "SAMPLEKIT"
    /// Where it stands, for people.
    public var name = "Phòng tập huấn"
    /// Code of the ward, for the day report.
    public var ward = "training"
    /// Whether everything is invented.
    public var isTraining = false
    /// The PIN that the sign-in screen shows; only for training.
    public var trainingPIN: String?

    /// The sample kit.
    public init() {}
  }

  let place: Place
  let store: StationStore
  let settings: StationSettings
  let sessions: SessionTable
  let captures: CaptureDesk
  let source: any CaptureSource
  let news = Live()
  let health: @Sendable () async -> [HealthCheck.Finding]
  let dispatch: Dispatch
  let courier: OutboxCourier?
  let review: AuditReview

  /// Takes the open store, what sessions need beside it, the devices, and how records leave. `health` looks
  /// at the whole machine for the devices' page.
  public init(
    _ place: Place, store: StationStore, desk: SessionDesk, devices: any CaptureSource,
    dispatch: Dispatch = Dispatch(),
    health: @escaping @Sendable () async -> [HealthCheck.Finding]
  ) throws {
    (self.place, self.store, source) = (place, store, devices)
    (self.health, self.dispatch) = (health, dispatch)
    review = AuditReview(store.audit)
    courier = dispatch.link.map { [news] in OutboxCourier(store.outbox, over: $0, telling: news) }
    settings = try StationSettings(store.drafts, desk.policy)
    var desk = desk
    desk.executor = ComputingThreads.shared
    sessions = SessionTable(desk, settings: settings)
    captures = CaptureDesk(devices, news)
  }

  /// Brings records to the centre until it is cancelled; at once for a station without a link.
  public func work() async {
    _ = try? store.outbox.removeDelivered(retentionDays: dispatch.retentionDays)
    await courier?.work()
  }

  /// What happens, for all pages.
  public func live() -> Live { news }

  /// The day in Viet Nam.
  func today() throws -> CalendarDate {
    try sessions.desk.clock().date(hoursEast: EnrolmentRules.hoursEast)
  }

  /// What everybody may know of the station.
  public func face() async -> JSONText {
    struct Face: Encodable {
      struct Operator: Encodable { let name, role: String }
      let kit, place, version, today: String
      let isTraining: Bool
      let trainingPIN: String?
      let operators: [Operator]
      let policy: CapturePolicy
    }
    let operators = (try? store.operators.list()) ?? []
    let face = Face(
      kit: place.kit, place: place.name, version: Release.version,
      today: (try? today().description) ?? "", isTraining: place.isTraining,
      trainingPIN: place.trainingPIN,
      operators: operators.map { .init(name: $0.id.description, role: $0.role.rawValue) },
      policy: settings.policy)
    return (try? JSONText(face)) ?? JSONText(bytes: Array("{}".utf8))
  }

  /// The store compares in about a second, on purpose: not on a thread that others wait for.
  public func signIn(_ name: String, pin: String) async throws -> Officer {
    guard let id = OperatorID(name), pin.utf8.count <= 256 else { throw WebError.wrongPIN }
    do {
      let known = try await Blocking.run { [store] in try store.operators.signIn(id, pin: pin) }
      return Officer(
        name: known.id.description, role: known.role == .supervisor ? .supervisor : .officer)
    } catch let error as StoreError where error.reason == .signInRefused {
      throw WebError.wrongPIN
    } catch let error as StoreError where error.reason == .operatorLocked {
      let wait = try store.operators.list().first { $0.id == id }?.lockedFor
      throw WebError(429, "locked-out", error.message, seconds: max(wait ?? 1, 1))
    }
  }

  /// Notes that somebody left; the store itself notes who signs in.
  public func note(_ event: VisitEvent, by officer: Officer) async {
    guard event == .signedOut else { return }
    try? store.audit.append(AuditEvent(.signedOut, by: OperatorID(officer.name)))
  }
}

extension WebError {
  static let wrongPIN = WebError(401, "wrong-pin", "Account or PIN is wrong.", field: "pin")
}
