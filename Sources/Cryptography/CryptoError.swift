// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a cryptographic operation could not be done.
public struct CryptoError: ExplainedError, Hashable {
  /// What stood in the way.
  public enum Reason: String, Sendable, CaseIterable {
    /// OpenSSL refused what does not depend on the data: no memory, or a crippled build.
    case failed = "crypto-failed"
    /// Key, block or message has a length that the operation does not take.
    case wrongLength = "crypto-wrong-length"
    /// A public key is no element of its group: off the curve, infinity, out of range.
    case badKey = "crypto-bad-key"
    /// Curve, group or algorithm is none of those known here.
    case unknownParameters = "crypto-unknown-parameters"
    /// A certificate or signed message that cannot be read.
    case malformed = "crypto-malformed"
    /// An authentication tag does not fit: wrong key, or bytes that were changed.
    case tampered = "crypto-tampered"
    /// A key file's passphrase is missing or wrong.
    case wrongPassphrase = "crypto-wrong-passphrase"
  }

  /// What stood in the way.
  public let reason: Reason
  private let operation: String

  init(_ reason: Reason = .failed, doing operation: String) {
    (self.reason, self.operation) = (reason, operation)
  }

  /// Domain parameters with a number that stands for none.
  public static func unknown(_ identifier: Int) -> CryptoError {
    CryptoError(.unknownParameters, doing: "looking up the domain parameters \(identifier)")
  }

  /// The reason, such as `crypto-failed`.
  public var code: String { reason.rawValue }

  /// Names the operation and what to do.
  public var message: String {
    switch reason {
    case .failed:
      """
      OpenSSL failed while \(operation). Check the libssl3 package and its configuration \
      (a FIPS policy, or no free memory).
      """
    case .wrongLength: "While \(operation): the number of bytes is not what the algorithm takes."
    case .badKey: "While \(operation): the public key is no element of its group; refuse it."
    case .unknownParameters: "While \(operation): the parameters or algorithm are not known here."
    case .malformed: "While \(operation): the bytes do not follow their format."
    case .tampered:
      """
      While \(operation): the key is not the one it was sealed with, or the bytes were changed. Use \
      the right key or an unchanged copy.
      """
    case .wrongPassphrase:
      "While \(operation): the passphrase is missing or wrong. Type the one the file was made with."
    }
  }
}
