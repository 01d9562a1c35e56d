// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// The hash functions of identity documents (FIPS 180-4), computed by OpenSSL at once.
///
/// SHA-1 is here because documents of many years are signed with it, not to sign anything new.
public enum HashFunction: String, Sendable, Hashable, CaseIterable {
  /// SHA-1, 20 bytes.
  case sha1
  /// SHA-224, 28 bytes.
  case sha224
  /// SHA-256, 32 bytes.
  case sha256
  /// SHA-384, 48 bytes.
  case sha384
  /// SHA-512, 64 bytes.
  case sha512

  /// Bytes of a digest.
  public var count: Int {
    switch self {
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The digest of a whole message.
  ///
  /// Throws `crypto-failed` when OpenSSL has no memory or not this function.
  public func digest(of bytes: some Collection<UInt8>) throws(CryptoError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let message = Array(bytes)
    guard EVP_Digest(message, message.count, &digest, &length, algorithm, nil) == 1 else {
      throw CryptoError(doing: "computing \(rawValue)")
    }
    return Array(digest.prefix(Int(length)))
  }

  var algorithm: OpaquePointer? {
    switch self {
    case .sha1: EVP_sha1()
    case .sha224: EVP_sha224()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
