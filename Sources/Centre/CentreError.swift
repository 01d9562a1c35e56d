// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why the centre does not do what it is asked for.
public struct CentreError: ExplainedError, Hashable {
  /// What stood in the way; stations are told the code.
  public enum Reason: String, Sendable, CaseIterable {
    /// There is no upload or record of this id.
    case unknown = "centre-unknown-record"
    /// Another record has this id.
    case conflict = "record-conflict"
    /// The part does not begin where the upload ends.
    case wrongOffset = "upload-offset"
    /// The bytes are not those that were announced.
    case wrongDigest = "upload-checksum"
    /// Larger than any record.
    case tooLarge = "upload-too-large"
    /// The request does not follow the protocol.
    case badRequest = "upload-request"
    /// The record cannot be opened, or no known station signed it, or it holds no application.
    case refused = "centre-refused"
    /// So many uploads are open that no more begin.
    case busy = "centre-busy"
    /// The centre's own disk or database failed.
    case storage = "centre-storage"
  }

  /// What stood in the way.
  public let reason: Reason
  /// The code of what was found in a record, such as `seal-tampered`; else empty.
  public let detail: String

  init(_ reason: Reason, detail: String = "") { (self.reason, self.detail) = (reason, detail) }

  /// The code that stations and their outboxes show.
  public var code: String { detail.isEmpty ? reason.rawValue : detail }

  /// What was found and what to do.
  public var message: String {
    switch reason {
    case .unknown: "The centre has no such record; send it."
    case .conflict:
      "The centre has another record of this id; the first one stays. Tell the office."
    case .wrongOffset: "The part does not begin where the upload ends; ask for the offset."
    case .wrongDigest: "The bytes changed on the way; send them again."
    case .tooLarge: "No record is as large as this."
    case .badRequest: "The request is not one of tus 1.0.0 with creation and checksum."
    case .refused: "The record was refused (\(detail)); look at the station that made it."
    case .busy: "Too many uploads are open; try again later."
    case .storage: "The centre could not store (\(detail)); look at its disk."
    }
  }
}
