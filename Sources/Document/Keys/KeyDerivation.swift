// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Keys from a shared secret (ICAO Doc 9303-11, clause 9.7.1).
public enum KeyDerivation {
  /// What a key is for; raw values are the counters.
  public enum Purpose: UInt8, Sendable {
    /// Encryption.
    case encryption = 1
    /// Message authentication.
    case authentication = 2
    /// Encryption of PACE's nonce with the password.
    case password = 3
  }

  /// H(secret || counter), cut to the cipher's key: SHA-1 for triple DES and AES-128, otherwise SHA-256.
  public static func key(
    _ purpose: Purpose, from secret: [UInt8], for cipher: ChipCipher
  ) throws(CryptoError) -> [UInt8] {
    let hash: HashFunction = cipher.keyBytes == 16 ? .sha1 : .sha256
    let digest = try hash.digest(of: secret + [0, 0, 0, purpose.rawValue])
    let key = Array(digest.prefix(cipher.keyBytes))
    return cipher == .tripleDES ? key.map(\.withOddParity) : key
  }
}

extension UInt8 {
  /// With the lowest bit such that the number of ones is odd, as DES keys are written.
  fileprivate var withOddParity: UInt8 {
    let upper = self & 0xfe
    return upper | (upper.nonzeroBitCount.isMultiple(of: 2) ? 1 : 0)
  }
}

/// The two keys of a protected session.
public struct SessionKeys: Sendable, Hashable {
  /// The cipher they are for.
  public let cipher: ChipCipher
  /// The key of encryption.
  public let encryption: [UInt8]
  /// The key of authentication.
  public let authentication: [UInt8]

  /// Takes both keys.
  public init(cipher: ChipCipher, encryption: [UInt8], authentication: [UInt8]) {
    (self.cipher, self.encryption, self.authentication) = (cipher, encryption, authentication)
  }

  /// Derives both from a shared secret, whose zeros in front matter.
  public init(from secret: [UInt8], for cipher: ChipCipher) throws(CryptoError) {
    self.cipher = cipher
    encryption = try KeyDerivation.key(.encryption, from: secret, for: cipher)
    authentication = try KeyDerivation.key(.authentication, from: secret, for: cipher)
  }
}
