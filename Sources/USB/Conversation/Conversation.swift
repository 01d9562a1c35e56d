// SPDX-License-Identifier: Apache-2.0

/// What a driver and a device said to each other, in the order in which the driver began.
///
/// It holds what the device sent, which can be a picture of somebody's finger: treat it as personal
/// data.
public struct Conversation: Sendable, Hashable {
  /// One transfer with its end.
  public struct Exchange: Sendable, Hashable {
    /// What was asked for.
    public let request: Transfer.Content
    /// What came of it: bytes from the device, or bytes taken by it, or the reason of a failure.
    public let answer: Answer

    /// Takes both.
    public init(_ request: Transfer.Content, _ answer: Answer) {
      self.request = request
      self.answer = answer
    }
  }

  /// How an exchange ended.
  public enum Answer: Sendable, Hashable {
    /// Data from the device.
    case data([UInt8])
    /// So many bytes were taken.
    case written(Int)
    /// It failed.
    case failed(USBError.Reason)

    init(_ outcome: PendingTransfer.Outcome, _ request: Transfer.Content) {
      switch (outcome, request) {
      case (.failure(let error), _): self = .failed(error.reason)
      case (.success(let result), .writeControl), (.success(let result), .write):
        self = .written(result.count)
      case (.success(let result), _): self = .data(result.bytes)
      }
    }

    func outcome(doing: String) -> PendingTransfer.Outcome {
      switch self {
      case .data(let bytes): .success(TransferResult(read: bytes))
      case .written(let count): .success(TransferResult(written: count))
      case .failed(let reason): .failure(USBError(reason, doing: doing))
      }
    }
  }

  /// The exchanges in the order in which they began.
  public var exchanges: [Exchange]

  /// Takes the exchanges.
  public init(_ exchanges: [Exchange] = []) { self.exchanges = exchanges }
}
