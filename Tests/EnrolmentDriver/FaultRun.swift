// SPDX-License-Identifier: Apache-2.0

import Biometrics
import CFaultyDisk
import Foundation
import Records
import Station
import Store

/// One enrolment on a disk that fails once, or is full from some call on; then the same enrolment again,
/// by another process or, where the disk was full, also in the same one.
struct FaultRun {
  /// What fails.
  struct Fault: Hashable {
    let kind: Int
    let error: Int32
    let number: Int

    /// A full disk stays full until somebody makes room; any other failure comes once.
    var lasts: Bool { error == ENOSPC }
  }

  /// What came of it: code of the error below all others; nil where nobody noticed.
  struct Outcome {
    let call: String
    let code: String?
    let commands: Int
  }

  let office: Office
  let applicant: SampleApplicant
  /// A folder that exists, for this run alone.
  let folder: String

  /// Every message about a disk says one of these.
  private static let advice = [
    "Make room", "start the program again", "Check the folder's owner and its disk",
  ]

  /// Gives nil when there was no such call any more; throws `Wrong`.
  func run(_ fault: Fault, after state: SessionState? = nil) async throws -> Outcome? {
    let first = Enrolment(office, applicant, in: folder)
    faulty_disk_arm(folder, Int32(fault.kind), fault.number, fault.error, fault.lasts ? 1 : 0)
    var failure: (any Error)?
    do { try await first.lead() } catch { failure = error }
    let (failed, call) = (faulty_disk_failed(), String(cString: faulty_disk_call()))
    faulty_disk_disarm()
    let acknowledged = first.acknowledged ?? state
    do {
      guard failed > 0 else {
        if let failure { throw failure }
        return nil
      }
      let code = try failure.map(Self.clearCode)
      // As if the program had been killed here: nothing of it is tidied up.
      let copy = folder + "-copy"
      try FileManager.default.copyItem(atPath: folder, toPath: copy)
      defer { try? FileManager.default.removeItem(atPath: copy) }
      try await goOn(in: copy, from: acknowledged)
      // After room was made the same process goes on; a store whose disk failed is closed for good.
      if code == "disk-full" { try await end(first) }
      return Outcome(call: call, code: code, commands: acknowledged?.revision ?? 0)
    } catch {
      let told = failure.map { "\($0)" } ?? "nothing"
      throw Wrong("\(call) \(fault.number) with \(fault.error) (told: \(told)): \(error)")
    }
  }

  /// The innermost code of an error that says what to do.
  private static func clearCode(_ error: any Error) throws -> String {
    guard let explained = error as? any ExplainedError,
      advice.contains(where: explained.message.contains)
    else { throw Wrong("not a clear message") }
    var inner = explained
    while let cause = inner.cause as? any ExplainedError { inner = cause }
    return inner.code
  }

  /// Another process takes the folder up: what was acknowledged is there, and the rest comes.
  private func goOn(in folder: String, from acknowledged: SessionState?) async throws {
    let second = Enrolment(office, applicant, in: folder)
    let found = try await second.open()
    if let acknowledged {
      // The step that was under way may have reached the disk without an answer; of a sealed application
      // the station knows no more than its record.
      guard
        found == acknowledged || found.revision == acknowledged.revision + 1
          || (found.outcome != nil && (acknowledged.isReady || acknowledged.outcome != nil))
      else { throw Wrong("lost: \(found.revision) after \(acknowledged.revision) commands") }
    }
    let entry = try await end(second)
    if let old = acknowledged?.outcome?.submitted, old != entry { throw Wrong("sealed twice") }
  }

  /// Leads an enrolment to its end and looks at what came of it.
  @discardableResult
  private func end(_ enrolment: Enrolment) async throws -> SubmittedRecord {
    try await enrolment.lead()
    guard let entry = enrolment.acknowledged?.outcome?.submitted else { throw Wrong("no record") }
    try check(entry, in: enrolment)
    return entry
  }

  private func check(_ entry: SubmittedRecord, in enrolment: Enrolment) throws {
    let store = try enrolment.store()
    let records = try store.outbox.list()
    guard records.count == 1, let id = records.first?.id, id.description == entry.record else {
      throw Wrong("\(records.count) records in the outbox")
    }
    guard let day = CalendarDate("2027-01-15"), try store.ledger.entries(on: day).count == 1 else {
      throw Wrong("counted other than once")
    }
    guard try store.drafts.load(applicant.application.id) == nil else { throw Wrong("draft left") }
    guard store.reconciliation.isSound, try store.audit.verify().isSound else {
      throw Wrong("store or audit log is damaged")
    }
    let (manifest, archive) = try office.open(store.outbox.record(id))
    guard manifest.enrollmentId == applicant.application.id,
      let file = archive[ApplicationRecord.transactionName], NISTCheck.findings(in: file).isEmpty
    else { throw Wrong("the record is not whole") }
  }
}
