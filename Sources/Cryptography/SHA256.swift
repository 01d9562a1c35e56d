// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// SHA-256 (FIPS 180-4), computed by OpenSSL: at once with `digest(of:)`, or piece by piece.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// A fresh computation.
  ///
  /// Throws `CryptoError` when OpenSSL has no memory or offers no SHA-256.
  public init() throws(CryptoError) {
    guard let context = EVP_MD_CTX_new() else { throw CryptoError(doing: "starting SHA-256") }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw CryptoError(doing: "starting SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds the next bytes of the message.
  public func update(_ bytes: some Collection<UInt8>) throws(CryptoError) {
    let status =
      bytes.withContiguousStorageIfAvailable { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
      ?? Array(bytes).withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    guard status == 1 else { throw CryptoError(doing: "computing SHA-256") }
  }

  /// The digest of all that was added; ends the computation.
  public consuming func finish() throws(CryptoError) -> Digest256 {
    var digest = [UInt8](repeating: 0, count: Digest256.count)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1, let value = Digest256(digest) else {
      throw CryptoError(doing: "finishing SHA-256")
    }
    return value
  }

  /// The digest of a whole message.
  public static func digest(of bytes: some Collection<UInt8>) throws(CryptoError) -> Digest256 {
    let computation = try SHA256()
    try computation.update(bytes)
    return try computation.finish()
  }
}
