// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import USB

/// Why a scanner did not give a picture.
public struct ScannerError: ExplainedError {
  /// What happened.
  public enum Reason: String, Sendable, CaseIterable {
    /// It was unplugged, or no such scanner is there.
    case gone
    /// The system or another program keeps us out; the cause says which.
    case unavailable
    /// It does not answer as its protocol says, and starting it anew did not help.
    case faulty
    /// Nobody put a finger on it in the time that was set.
    case noFinger
    /// The capture was given up.
    case cancelled
    /// A capture runs already.
    case busy
    /// The scanner cannot do what is asked for.
    case unsuitable
    /// The name fits no scanner, or more than one.
    case unknown
  }

  /// What happened.
  public let reason: Reason
  /// What was being done with which scanner, what was found and what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?

  /// The reason after `scanner-`, such as `scanner-gone`.
  public var code: String { reason == .noFinger ? "scanner-no-finger" : "scanner-\(reason)" }

  package init(_ reason: Reason, _ message: String, cause: (any Error)? = nil) {
    self.reason = reason
    self.message = message
    self.cause = cause
  }

  /// What an error of a driver or of USB means for the user of this scanner.
  init(_ error: any Error, scanner: String) {
    switch error {
    case let error as ScannerError: self = error
    case let error as USBError: self.init(error, scanner)
    case let error as AdapterError:
      self.init(
        .faulty, "\(scanner) does not work: \(error). Look at its log, or ask its maker.",
        cause: error)
    case is CancellationError: self.init(.cancelled, "\(scanner): the capture was cancelled.")
    default:
      self.init(
        .faulty, "\(scanner) does not work as it should. Plug it in again.", cause: error)
    }
  }

  private init(_ error: USBError, _ scanner: String) {
    switch error.reason {
    case .disconnected:
      self.init(.gone, "\(scanner) was unplugged. Plug it in again.", cause: error)
    case .notFound:
      self.init(.gone, "\(scanner) is not there. Is it plugged in?", cause: error)
    case .notPermitted, .busy, .noMemory, .notSupported, .badDescriptors:
      self.init(.unavailable, "\(scanner) cannot be used: \(error.message)", cause: error)
    case .cancelled, .closed:
      self.init(.cancelled, "\(scanner): the capture was cancelled.", cause: error)
    case .stall, .timeout, .overflow, .wire, .badSize, .offScript:
      self.init(
        .faulty, "\(scanner) does not answer as it should. Plug it in again.", cause: error)
    }
  }
}

/// What a scanner sent does not follow its protocol. The framework starts it anew and tries again.
struct ProtocolError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the protocol asks for.
  let expected: String

  var description: String { "the scanner did not send \(expected)" }
}
