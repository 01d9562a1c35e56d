// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Records
import Store

/// From the draft to the outbox. Each way it can be interrupted leads to the same record once:
///
/// 1. The record's id, moment and serial number are kept in the draft.
/// 2. The record is made, sealed, and accepted by the outbox, which knows each id once.
/// 3. The draft is destroyed.
///
/// Who comes again after 1 makes the same record; after 2 finds it in the outbox and goes on with 3.
extension EnrolmentSession {
  /// Gives a draft that is ready its numbers, which a repetition finds again.
  static func prepared(
    _ given: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) -> SessionDraft {
    guard given.state.isReady else {
      throw SessionError(
        .notReady, "Something is still to be done before the record is sealed; see the findings.",
        vietnamese: "Hồ sơ chưa đủ điều kiện để gửi; hãy xem các mục còn thiếu.")
    }
    guard given.submission == nil else { return given }
    var draft = given
    draft.submission = try makeSubmission(context)
    try await save(draft, context.desk)
    return draft
  }

  /// Seals a draft that has its numbers, and hands it over; gives the draft as it ended.
  static func submitted(
    _ given: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) -> SessionDraft {
    var draft = given
    guard let submission = draft.submission else { throw .draft("it has no numbers", nil) }
    draft.end(with: try await seal(draft, submission, context))
    try await destroy(draft, context)
    return draft
  }

  /// Ends a draft whose record the outbox has already: a submission was interrupted after that.
  static func settled(
    _ given: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) -> SessionDraft {
    guard let id = given.submission?.record, given.state.outcome == nil else { return given }
    let records = try await records(of: given.state.application, context.desk)
    guard let done = records.first(where: { $0.record == id }) else { return given }
    var draft = given
    draft.end(with: done)
    try await destroy(draft, context)
    return draft
  }

  /// Tells the ledger of a person who was not enrolled, and destroys the draft.
  static func close(
    _ draft: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) {
    do {
      try await context.desk.ledger?.close(SessionSummary(draft, context))
    } catch {
      throw .draft("the session could not be closed", error)
    }
    try await destroy(draft, context)
  }

  private static func destroy(
    _ draft: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) {
    do {
      try await context.desk.drafts.destroy(draft.state.application)
    } catch {
      throw .draft("it could not be destroyed", error)
    }
  }

  static func makeSubmission(
    _ context: CommandContext
  ) throws(SessionError) -> SessionDraft.Submission {
    do {
      return SessionDraft.Submission(
        record: try RecordID(at: context.time).description,
        secondsSince1970: context.time.secondsSince1970,
        serial: try context.desk.serial(context.time))
    } catch {
      throw .submission(error)
    }
  }

  private static func seal(
    _ draft: SessionDraft, _ submission: SessionDraft.Submission, _ context: CommandContext
  ) async throws(SessionError) -> SubmittedRecord {
    let desk = context.desk
    do {
      guard let time = UTCTime(secondsSince1970: submission.secondsSince1970) else {
        throw SessionError.draft("a time in it is wrong", nil)
      }
      let record = try draft.record(submission)
      let parts = try record.parts(from: desk.station, at: time, serial: submission.serial)
      let sealed = try await desk.sealer.seal(parts, record: submission.record, at: time)
      let entry = SubmittedRecord(
        record: submission.record, application: draft.state.application,
        sha256: try SHA256.digest(of: sealed).hexadecimal, size: sealed.count,
        sealedAt: time.description, previousRecord: draft.state.sentBack?.previousRecord,
        controlNumber: desk.station.controlNumber(at: time, serial: submission.serial))
      let summary = SessionSummary(draft, context, record: entry.record)
      try await desk.outbox.accept(sealed, entry, closing: summary)
      return entry
    } catch let error as SessionError {
      throw error
    } catch {
      throw .submission(error)
    }
  }
}

extension SessionSummary {
  init(_ draft: SessionDraft, _ context: CommandContext, record: String? = nil) {
    let state = draft.state
    self.init(
      application: state.application, procedure: state.request?.procedure,
      ageGroup: state.ageGroup, record: record,
      notEnrolled: state.outcome?.notEnrolled?.reason, exceptions: state.exceptions.count,
      overrides: state.overrides, openedAt: state.openedAt, closedAt: context.at,
      officer: context.officer)
  }
}
