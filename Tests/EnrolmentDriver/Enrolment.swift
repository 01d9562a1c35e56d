// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Station
import Store

/// An enrolment over a store in a folder, which can be led on after it was broken off.
final class Enrolment {
  private let office: Office
  private let applicant: SampleApplicant
  private let folder: String
  private var session: EnrolmentSession?
  private var opened: StationStore?
  private let officer = ScriptedOfficer("officer-1")

  /// The last state that was answered; what it says must never be lost.
  private(set) var acknowledged: SessionState?

  init(_ office: Office, _ applicant: SampleApplicant, in folder: String) {
    (self.office, self.applicant, self.folder) = (office, applicant, folder + "/store")
  }

  /// Opens store and session, in whatever state they are.
  @discardableResult
  func open() async throws -> SessionState {
    if session == nil {
      let store = try opened ?? office.store(in: folder)
      opened = store
      let desk = try office.desk(over: store)
      session = try await EnrolmentSession.open(
        applicant.application.id, at: desk, by: "officer-1")
    }
    guard let state = await session?.state else { throw Wrong("no session") }
    acknowledged = state
    return state
  }

  /// The store below the session.
  func store() throws -> StationStore {
    guard let opened else { throw Wrong("no store") }
    return opened
  }

  /// Leads the session to the sealed record.
  func lead(with devices: ScriptedOfficer.Devices? = nil) async throws {
    let state = try await open()
    guard let session else { return }
    if state.outcome == nil {
      try await officer.prepare(
        applicant.application, in: session, with: devices ?? applicant.devices
      ) { acknowledged = $0 }
    }
    acknowledged = try await officer.submit(session)
  }
}
