// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a message could not be sealed or opened.
public struct SealError: ExplainedError, Hashable {
  /// What stood in the way.
  public enum Reason: String, Sendable, CaseIterable {
    /// More than 100 MB.
    case tooLarge = "seal-too-large"
    /// No sealed message, or one that was cut or changed in its structure.
    case malformed = "seal-malformed"
    /// Enveloped without authentication (CBC): whoever had it in hands could have changed it.
    case notAuthenticated = "seal-not-authenticated"
    /// None of its recipients is the key given.
    case notForThisKey = "seal-not-for-this-key"
    /// Recipients, content or signature were changed after sealing.
    case tampered = "seal-tampered"
    /// Nobody signed the content.
    case unsigned = "seal-unsigned"
    /// The signer is none of those trusted, or its certificate was not valid at the time of signing.
    case untrustedSigner = "seal-untrusted-signer"
    /// A recipient's certificate cannot be sealed to.
    case badRecipient = "seal-bad-recipient"
  }

  /// What stood in the way.
  public let reason: Reason
  /// The error of the layer below.
  public let cause: (any Error)?

  init(_ reason: Reason, cause: (any Error)? = nil) { (self.reason, self.cause) = (reason, cause) }

  /// Whether the message itself is at fault, so that it must not be taken: all but a wrong key and a
  /// recipient that cannot be sealed to.
  public var accusesMessage: Bool { reason != .notForThisKey && reason != .badRecipient }

  /// The reason, such as `seal-tampered`.
  public var code: String { reason.rawValue }

  /// What was found and what to do.
  public var message: String {
    switch reason {
    case .tooLarge: "A sealed message has at most 100 MB. Send fewer or smaller images."
    case .malformed:
      "This is no sealed message, or it was cut or changed. Ask for it again from where it was made."
    case .notAuthenticated:
      "The message is encrypted without authentication and may have been changed; it is not opened."
    case .notForThisKey:
      "The message was not sealed to this key. Use the key of the centre or the recovery key."
    case .tampered:
      "The message was changed after it was sealed. Keep this copy and ask for the original."
    case .unsigned: "Nobody signed the message; it is not taken."
    case .untrustedSigner:
      """
      The message is signed by a station that is not trusted, or outside its certificate's validity. \
      Name the right station or authority certificate.
      """
    case .badRecipient:
      """
      A message can be sealed to certificates of EC P-256 and RSA keys from 2048 bits, at least one. \
      Give the centre another certificate.
      """
    }
  }

  /// Compares the reasons.
  public static func == (one: SealError, other: SealError) -> Bool { one.reason == other.reason }

  /// Feeds the reason.
  public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}
