// SPDX-License-Identifier: Apache-2.0

public import Records

/// One applicant's session, from the first word to the sealed record.
///
/// Screens and command line call only this. A command either has its whole effect, which is kept
/// before it answers, or none; the same command a second time has none and gives the same answer.
/// Commands are carried out one after the other; heavy work happens off this actor, so that `state`
/// answers at once.
public actor EnrolmentSession {
  /// The application's number.
  public nonisolated let application: String
  private let desk: SessionDesk
  private var draft: SessionDraft
  private var last: Task<Void, Never>?

  private init(_ draft: SessionDraft, _ desk: SessionDesk) {
    application = draft.state.application
    (self.draft, self.desk) = (draft, desk)
  }

  /// Opens an application: takes up its draft where there is one, shows the outcome of one that was
  /// sealed, or begins.
  ///
  /// `isNew` is false where only a draft or outcome is to be shown; then throws `not-now` where there
  /// is none. Throws `invalid-value` for a number that no application has, `draft-failed`.
  public static func open(
    _ application: String, at desk: SessionDesk, by officer: String, isNew: Bool = true
  ) async throws(SessionError) -> EnrolmentSession {
    let context = try Self.context(desk, officer)
    guard ApplicationRecord.isValid(id: application) else { throw .number }
    if let draft = try await Self.draft(of: application, context) {
      return EnrolmentSession(draft, desk)
    }
    var draft = SessionDraft(
      SessionState(
        application: application, openedAt: context.at, officer: officer,
        profile: desk.policy.profile))
    try draft.refresh(context)
    if let record = try await Self.records(of: application, desk).last {
      draft.end(with: record)
      return EnrolmentSession(draft, desk)
    }
    guard isNew else { throw .noDraft }
    try await Self.save(draft, desk)
    return EnrolmentSession(draft, desk)
  }

  /// Opens an application again that was sent back after it was sealed: the same number, a new
  /// record that names the old one. Its draft is gone, as the station cannot read what it sealed;
  /// where there is one all the same, it is taken up.
  ///
  /// `parts` are what is to be captured again, in the words of the one who sent it back.
  public static func reopen(
    _ application: String, reason: String, parts: [String] = [], at desk: SessionDesk,
    by officer: String
  ) async throws(SessionError) -> EnrolmentSession {
    let context = try Self.context(desk, officer)
    guard ApplicationRecord.isValid(id: application) else { throw .number }
    if let draft = try await Self.draft(of: application, context) {
      return EnrolmentSession(draft, desk)
    }
    let previous = try await Self.records(of: application, desk).last
    var state = SessionState(
      application: application, openedAt: context.at, officer: officer,
      profile: desk.policy.profile)
    state.sentBack = SentBackState(
      reason: reason, parts: parts, previousRecord: previous?.record,
      previousControlNumber: previous?.controlNumber, by: officer, at: context.at)
    var draft = SessionDraft(state)
    try draft.refresh(context)
    try await Self.save(draft, desk)
    return EnrolmentSession(draft, desk)
  }

  /// Where the session stands.
  public var state: SessionState { draft.state }

  /// Carries out a command and gives the state after it.
  ///
  /// Throws `SessionError`; nothing changed then.
  @discardableResult
  public func perform(
    _ command: SessionCommand, by officer: String
  ) async throws(SessionError) -> SessionState {
    let before = last
    let task = Task(executorPreference: desk.executor) {
      () -> Result<SessionState, SessionError> in
      await before?.value
      return await self.carryOut(command, officer)
    }
    last = Task { _ = await task.value }
    return try await task.value.get()
  }

  /// A picture of the session as a file: what is kept of a finger, slap or eye, `portrait`,
  /// `chip-face`, `signature`, or `exception-` and the name of a finger or eye. Nil where there is
  /// none. Finger pictures are WSQ or JPEG 2000, as they enter the record.
  public func picture(_ name: String) -> [UInt8]? {
    draft.blobs[name] ?? draft.blobs["image-" + name]
  }

  /// The record as it would be sealed now, for a sheet that is printed and signed; nothing is kept.
  ///
  /// Throws `SessionError` and `RecordError` where something is still to be done.
  public func record() throws -> ApplicationRecord {
    let context = try Self.context(desk, draft.state.officer)
    return try draft.record(draft.submission ?? Self.makeSubmission(context))
  }

  private func carryOut(
    _ command: SessionCommand, _ officer: String
  ) async -> Result<SessionState, SessionError> {
    do throws(SessionError) {
      guard (1...64).contains(command.id.utf8.count) else { throw .commandID }
      guard !draft.applied.contains(command.id) else { return .success(draft.state) }
      let context = try Self.context(desk, officer)
      draft = try await Self.settled(draft, context)
      if command.action == .submit, draft.state.outcome?.submitted != nil {
        return .success(draft.state)
      }
      var next = draft
      try await next.apply(command.action, context)
      if command.action == .submit {
        // From here on the numbers stay, whatever happens.
        draft = try await Self.prepared(next, context)
        draft = try await Self.submitted(draft, context)
        draft.remember(command.id)
      } else {
        next.remember(command.id)
        draft = try await Self.kept(next, context)
      }
      return .success(draft.state)
    } catch {
      return .failure(error)
    }
  }

  /// Keeps a draft, or closes one that ended without enrolment.
  private static func kept(
    _ draft: SessionDraft, _ context: CommandContext
  ) async throws(SessionError) -> SessionDraft {
    guard draft.state.outcome == nil else {
      try await close(draft, context)
      return draft
    }
    try await save(draft, context.desk)
    return draft
  }
}

/// The ways to what is kept, with failures as errors of the session.
extension EnrolmentSession {
  static func context(
    _ desk: SessionDesk, _ officer: String
  ) throws(SessionError) -> CommandContext {
    do {
      return CommandContext(desk: desk, officer: officer, time: try desk.clock())
    } catch {
      throw SessionError(
        .draft, "The clock of this machine cannot be right. Set it.",
        vietnamese: "Đồng hồ của máy không đúng. Hãy đặt lại giờ.", cause: error)
    }
  }

  static func save(_ draft: SessionDraft, _ desk: SessionDesk) async throws(SessionError) {
    do {
      try await desk.drafts.save(
        draft.state.application, state: draft.encoded(), blobs: draft.blobs)
    } catch {
      throw .draft("it could not be saved", error)
    }
  }

  private static func draft(
    of application: String, _ context: CommandContext
  ) async throws(SessionError) -> SessionDraft? {
    let found: (state: [UInt8], blobs: [String: [UInt8]])?
    do {
      found = try await context.desk.drafts.load(application)
    } catch {
      throw .draft("it could not be read", error)
    }
    guard let found else { return nil }
    var draft = try SessionDraft(decoding: found.state, blobs: found.blobs)
    // A birthday may have come since.
    try draft.refresh(context)
    return try await settled(draft, context)
  }

  static func records(
    of application: String, _ desk: SessionDesk
  ) async throws(SessionError) -> [SubmittedRecord] {
    do {
      return try await desk.outbox.records(of: application)
    } catch {
      throw .draft("the outbox could not be read", error)
    }
  }
}

extension SessionDraft {
  /// Shows a session that was sealed.
  mutating func end(with record: SubmittedRecord) {
    state.outcome = SessionOutcome(record)
    state.step = .done
    state.findings = []
    state.allowed = []
  }
}

extension SessionError {
  fileprivate static let number = SessionError(
    .invalidValue, part: "application",
    "An application's number has 1 to 36 letters, digits and hyphens and starts with no hyphen.",
    vietnamese: "Mã hồ sơ gồm 1 đến 36 chữ cái, chữ số, gạch nối và không bắt đầu bằng gạch nối.")

  fileprivate static let noDraft = SessionError(
    .notNow, part: "application", "There is no open session of this application.",
    vietnamese: "Không có hồ sơ đang mở với mã này.")

  fileprivate static let commandID = SessionError(
    .invalidValue, part: "id", "A command's id has 1 to 64 characters.",
    vietnamese: "Mã lệnh có từ 1 đến 64 ký tự.")
}
