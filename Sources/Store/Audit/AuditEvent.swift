// SPDX-License-Identifier: Apache-2.0

/// Something that the audit log keeps: a code, and at most a record, an operator and a number.
///
/// There is no field that a name, an identity number or an image would fit into.
public struct AuditEvent: Sendable, Hashable {
  /// What happened; raw values stand in the log.
  public enum Code: String, Sendable, CaseIterable {
    case storeOpened = "store-opened"
    case storeMended = "store-mended"
    case signedIn = "signed-in"
    case signInRefused = "sign-in-refused"
    case operatorLocked = "operator-locked"
    case signedOut = "signed-out"
    case operatorAdded = "operator-added"
    case operatorChanged = "operator-changed"
    case shiftBegan = "shift-began"
    case shiftEnded = "shift-ended"
    case listImported = "list-imported"
    case listCleared = "list-cleared"
    case sessionOpened = "session-opened"
    case sessionResumed = "session-resumed"
    case sessionRefused = "session-refused"
    case draftDestroyed = "draft-destroyed"
    case captureAccepted = "capture-accepted"
    case captureForced = "capture-forced"
    case exceptionDeclared = "exception-declared"
    case exceptionConfirmed = "exception-confirmed"
    case ruleOverridden = "rule-overridden"
    case operatorFingerFound = "operator-finger-found"
    case notEnrolled = "not-enrolled"
    case sentBack = "sent-back"
    case recordSealed = "record-sealed"
    case recordAccepted = "record-accepted"
    case recordConflict = "record-conflict"
    case recordSent = "record-sent"
    case recordWaiting = "record-waiting"
    case recordRefused = "record-refused"
    case recordRetried = "record-retried"
    case recordDelivered = "record-delivered"
    case receiptRefused = "receipt-refused"
    case recordRemoved = "record-removed"
    case recordsExported = "records-exported"
    case receiptsImported = "receipts-imported"
    case synchronised = "synchronised"
    case reportMade = "report-made"
    case settingsChanged = "settings-changed"
    case duress = "duress"
  }

  /// What happened.
  public let code: Code
  /// The record it happened to.
  public let record: RecordID?
  /// Who did it.
  public let by: OperatorID?
  /// How many, for instance records on a stick.
  public let count: Int?

  /// Takes the parts.
  public init(
    _ code: Code, record: RecordID? = nil, by: OperatorID? = nil, count: Int? = nil
  ) {
    (self.code, self.record, self.by, self.count) = (code, record, by, count)
  }
}
