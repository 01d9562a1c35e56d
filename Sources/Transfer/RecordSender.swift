// SPDX-License-Identifier: Apache-2.0

public import Store

/// Sends what is due in an outbox, one record after the other; one that cannot be sent never holds up
/// the others.
public struct RecordSender: Sendable {
  /// What became of one record.
  public enum Outcome: Sendable, Hashable {
    /// The centre has signed for it.
    case delivered
    /// Not now; the outbox tries again.
    case waiting(TransferError)
    /// Not at all; somebody has to look at it.
    case refused(TransferError)
  }

  private let outbox: Outbox
  private let upload: ResumableUpload

  /// Takes the outbox and how its records travel.
  public init(_ outbox: Outbox, upload: ResumableUpload) {
    (self.outbox, self.upload) = (outbox, upload)
  }

  /// Tries every record that is due; `told` hears of each one's bytes and outcome.
  ///
  /// Ends early when the centre cannot be reached at all: the next record would wait as long. Throws
  /// `StoreError` when the store fails.
  @discardableResult public func sendDue(
    progress: (RecordID, Int, Int) -> Void = { _, _, _ in },
    told: (RecordID, Outcome) -> Void = { _, _ in }
  ) throws(StoreError) -> [RecordID: Outcome] {
    var outcomes: [RecordID: Outcome] = [:]
    for entry in try outbox.due() {
      let outcome = try send(entry) { progress(entry.id, $0, entry.size) }
      outcomes[entry.id] = outcome
      told(entry.id, outcome)
      if case .waiting(let error) = outcome, Self.concernsAll(error) { break }
    }
    return outcomes
  }

  private static func concernsAll(_ error: TransferError) -> Bool {
    [.unreachable, .notTheCentre, .badAddress].contains(error.reason)
  }

  private func send(
    _ entry: OutboxEntry, _ progress: (Int) -> Void
  ) throws(StoreError) -> Outcome {
    let record = try outbox.record(entry.id)
    try outbox.beginSending(entry.id)
    do {
      let receipt = try upload.send(record, progress: progress)
      try outbox.deliver(receipt: receipt)
      return .delivered
    } catch let error as TransferError {
      try fail(entry.id, error)
      return error.isForGood ? .refused(error) : .waiting(error)
    } catch let error as StoreError where error.reason == .badReceipt {
      // A receipt that is not the centre's: nothing was delivered, whatever it says.
      let wrong = TransferError(.notTheCentre, detail: error.code)
      try fail(entry.id, wrong)
      return .waiting(wrong)
    } catch let error as StoreError {
      throw error
    } catch {
      // Nothing else is thrown; if ever, the record must not stay marked as being sent.
      let unknown = TransferError(.protocolBroken)
      try fail(entry.id, unknown)
      return .waiting(unknown)
    }
  }

  private func fail(_ id: RecordID, _ error: TransferError) throws(StoreError) {
    guard let reason = ListCode(error.code) else { return }
    try outbox.sendingFailed(id, reason: reason, forGood: error.isForGood)
  }
}
