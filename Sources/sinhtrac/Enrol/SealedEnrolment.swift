// SPDX-License-Identifier: Apache-2.0

import Biometrics
import CardReader
import Document
import KeyProtection
import Records
import SampleKit
import Station
import Store
import Synchronization

/// An enrolment at a station that is set up: the session that the screens lead, from an application file
/// to a sealed record in the outbox.
struct SealedEnrolment {
  let given: Application
  let place: StationPlace
  let identity: StationIdentity
  let devices: ScriptedOfficer.Devices

  /// What came of it.
  struct Outcome {
    let entry: SubmittedRecord
    let sealed: [UInt8]
    /// The files that were sealed; empty where the record was sealed by an earlier run.
    let parts: [RecordPart]
    let record: ApplicationRecord?
    let findings: [String]
  }

  /// Leads the session to its end; one that was broken off goes on. `told` sees every state.
  func run(told: (SessionState) -> Void) async throws -> Outcome {
    let store = try place.station.openStore()
    let sealer = RememberingSealer(
      StationSealer(signer: place.station.signer, recipients: place.station.recipients))
    var desk = try SessionDesk(
      store: store, ward: place.ward, sealer: sealer, station: identity, clock: Clock.now)
    desk.policy = place.policy
    let session = try await EnrolmentSession.open(given.id, at: desk, by: place.officer)
    let officer = ScriptedOfficer(place.officer)
    var record: ApplicationRecord?
    var remarks: [String] = []
    if await session.state.outcome == nil {
      remarks = try NamedSupervisor.check(given, at: store)
      try await officer.prepare(given, in: session, with: devices, told: told)
      record = try await session.record()
    }
    let findings = await remarks + session.state.findings.map(\.english)
    let state = try await officer.submit(session)
    guard let entry = state.outcome?.submitted, let id = RecordID(entry.record) else {
      throw SealedEnrolmentError.ended
    }
    return Outcome(
      entry: entry, sealed: try store.outbox.record(id).bytes, parts: sealer.parts,
      record: record, findings: findings)
  }
}

/// The session of an application that ended in another way.
enum SealedEnrolmentError: ExplainedError {
  case ended

  var code: String { "session-ended" }
  var message: String {
    "The session of this application ended without a record. Open it again under another number."
  }
}

/// Keeps what was sealed, for those who ask for the parts as well.
private final class RememberingSealer: RecordSealer {
  private let sealer: StationSealer
  private let remembered = Mutex<[RecordPart]>([])

  init(_ sealer: StationSealer) { self.sealer = sealer }

  var parts: [RecordPart] { remembered.withLock { $0 } }

  func seal(_ parts: [RecordPart], record: String, at time: UTCTime) throws -> [UInt8] {
    remembered.withLock { $0 = parts }
    return try sealer.seal(parts, record: record, at: time)
  }
}
