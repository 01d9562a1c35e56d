// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes
import CardReader
import Cryptography

/// Why an identity document could not be opened or a part of it not be used.
///
/// Holds no personal data: no number, no name, no key, no bytes of a file.
public struct DocumentError: ExplainedError {
  /// What stood in the way.
  public enum Reason: String, Sendable, CaseIterable {
    /// The CAN or MRZ is not that of this card.
    case wrongPassword = "document-wrong-password"
    /// The chip offers no way of access that is known and has a password here.
    case noAccess = "document-no-access"
    /// The chip refused a command by a status word.
    case refused = "document-refused"
    /// What the chip sent breaks the protocol.
    case protocolBroken = "document-protocol"
    /// The protected session is over: a wrong MAC, an answer without protection.
    case sessionLost = "document-session-lost"
    /// Card or reader is gone, or does not answer.
    case linkLost = "document-link-lost"
    /// A file, certificate or text does not follow its format.
    case malformed = "document-malformed"
    /// A file is larger or deeper than any document's.
    case tooLarge = "document-too-large"
    /// A protocol, curve or algorithm that is not known here.
    case notSupported = "document-not-supported"
    /// OpenSSL failed for reasons of this machine.
    case cryptoFailed = "document-crypto-failed"
  }

  /// What stood in the way.
  public let reason: Reason
  /// What was being done, such as "reading EF.SOD".
  public let doing: String
  /// The status word, where the chip gave one.
  public let status: UInt16?
  /// The error of the layer below.
  public let cause: (any Error)?

  /// Takes what happened and what was being done.
  public init(
    _ reason: Reason, doing: String, status: UInt16? = nil, cause: (any Error)? = nil
  ) {
    (self.reason, self.doing, self.status, self.cause) = (reason, doing, status, cause)
  }

  /// The error of a layer below, seen from here.
  init(_ error: any Error, doing: String) {
    switch error {
    case let error as DocumentError: self = error
    case let error as CardError: self.init(.linkLost, doing: doing, cause: error)
    case let error as CryptoError: self.init(Self.reason(error), doing: doing, cause: error)
    default: self.init(.malformed, doing: doing, cause: error)
    }
  }

  /// The reason in kebab-case.
  public var code: String { reason.rawValue }

  /// What was being done, what was found, what to do.
  public var message: String {
    let word = status.map { " (status \(String($0, radix: 16, uppercase: true)))" } ?? ""
    return "While \(doing): \(explanation)\(word)."
  }

  private static func reason(_ error: CryptoError) -> Reason {
    switch error.reason {
    case .failed: .cryptoFailed
    case .wrongLength, .badKey, .tampered, .wrongPassphrase: .protocolBroken
    case .unknownParameters: .notSupported
    case .malformed: .malformed
    }
  }

  private var explanation: String {
    switch reason {
    case .wrongPassword: "the CAN or MRZ does not open this card; compare it with the card"
    case .noAccess: "the chip cannot be opened with what was given; give the CAN or the MRZ"
    case .refused: "the chip refused"
    case .protocolBroken: "the chip's answer breaks the protocol; read again or use another reader"
    case .sessionLost: "the protected session was lost; lay the card down again"
    case .linkLost: "no connection to the chip; lay the card on the reader and keep it there"
    case .malformed: "the data do not follow their format"
    case .tooLarge: "the data are larger than any document's"
    case .notSupported: "the chip wants something that is not known here"
    case .cryptoFailed: "OpenSSL failed; see the cause"
    }
  }
}

extension DocumentError {
  /// Runs steps of several layers and tells their errors in this one's words.
  static func explaining<T>(
    _ doing: String, _ steps: () throws -> T
  ) throws(DocumentError) -> T {
    do { return try steps() } catch { throw DocumentError(error, doing: doing) }
  }
}
