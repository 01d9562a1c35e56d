// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// The end of the audit log at some moment: whoever keeps it outside the station sees later whether rows
/// were cut off or changed.
public struct AuditHead: Sendable, Hashable {
  /// Number of the last row; 0 for an empty log.
  public let number: Int
  /// The chain's hash up to that row; zeros for an empty log.
  public let hash: Digest256
  /// The station's signature over `digest`; nil when it was not signed.
  public let signature: [UInt8]?

  /// Takes the parts.
  public init(number: Int, hash: Digest256, signature: [UInt8]? = nil) {
    (self.number, self.hash, self.signature) = (number, hash, signature)
  }

  /// What is signed: SHA-256 over `sinhtrac-audit-head`, a line feed, the number in decimal digits, a line
  /// feed, and the hash in hexadecimal digits.
  public func digest() throws(CryptoError) -> Digest256 {
    try SHA256.digest(of: Array("sinhtrac-audit-head\n\(number)\n\(hash)".utf8))
  }

  func signed(by signer: HeadSigner) throws -> AuditHead {
    AuditHead(number: number, hash: hash, signature: try signer(digest()))
  }
}

/// Signs a digest with the station's key.
public typealias HeadSigner = @Sendable (Digest256) throws -> [UInt8]

/// Says whether a signature over a digest is the station's.
public typealias SignatureCheck = @Sendable (Digest256, [UInt8]) -> Bool
