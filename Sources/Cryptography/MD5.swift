// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// MD5 (RFC 1321), computed by OpenSSL piece by piece; to recognise published files that are named by
/// it. It proves nothing about who made a file.
public struct MD5: ~Copyable {
  private let context: OpaquePointer

  /// A fresh computation.
  ///
  /// Throws `CryptoError` when OpenSSL has no memory or offers no MD5.
  public init() throws(CryptoError) {
    guard let context = EVP_MD_CTX_new() else { throw CryptoError(doing: "starting MD5") }
    guard EVP_DigestInit_ex(context, EVP_md5(), nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw CryptoError(doing: "starting MD5")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds the next bytes of the message.
  public func update(_ bytes: [UInt8]) throws(CryptoError) {
    guard EVP_DigestUpdate(context, bytes, bytes.count) == 1 else {
      throw CryptoError(doing: "computing MD5")
    }
  }

  /// The 16 bytes of the digest of all that was added; ends the computation.
  public consuming func finish() throws(CryptoError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 16)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else {
      throw CryptoError(doing: "finishing MD5")
    }
    return digest
  }

  /// The digest of a whole message.
  public static func digest(of bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    let computation = try MD5()
    try computation.update(bytes)
    return try computation.finish()
  }
}
