// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension PrivateKey {
  /// Rounds of PBKDF2 with HMAC-SHA-256 for a key file's passphrase: OWASP's Password Storage Cheat
  /// Sheet (2023). scrypt would be better, but OpenSSL reads it only with 32 MiB and less.
  private static let rounds: Int32 = 600_000

  /// Reads a PEM file with a PKCS #8 key (RFC 7468, 5958), also one under a passphrase.
  ///
  /// Throws `crypto-wrong-passphrase` when it is missing or wrong, `crypto-malformed` for what is no key,
  /// `crypto-unknown-parameters` for a kind other than EC P-256 and RSA of 2048 to 8192 bits.
  public convenience init(pem: [UInt8], passphrase: String? = nil) throws(CryptoError) {
    let doing = "reading a private key"
    guard pem.count <= 1 << 16, let input = MemoryInput(pem) else {
      throw CryptoError(.malformed, doing: doing)
    }
    defer { ERR_clear_error() }
    // Without a passphrase OpenSSL would ask on the terminal; an empty one keeps it from that.
    let key = (passphrase ?? "").withCString { text in
      PEM_read_bio_PrivateKey(input.bio, nil, nil, UnsafeMutableRawPointer(mutating: text))
    }
    guard let key else {
      let isEncrypted = String(decoding: pem, as: UTF8.self).contains("ENCRYPTED")
      throw CryptoError(isEncrypted ? .wrongPassphrase : .malformed, doing: doing)
    }
    try self.init(taking: key)
  }

  /// Writes a PEM file with the PKCS #8 key; under a passphrase by PBES2 with AES-256-CBC (RFC 8018),
  /// which every OpenSSL reads. Throws `crypto-failed`.
  public func pem(passphrase: String? = nil) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "writing a private key")
    guard let information = EVP_PKEY2PKCS8(pointer), let output = MemoryOutput() else {
      throw failure
    }
    defer { PKCS8_PRIV_KEY_INFO_free(information) }
    guard let passphrase else {
      guard PEM_write_bio_PKCS8_PRIV_KEY_INFO(output.bio, information) == 1 else { throw failure }
      return output.bytes
    }
    var salt = try RandomBytes.make(16)
    let sealed = PKCS8_encrypt(
      -1, EVP_aes_256_cbc(), passphrase, Int32(clamping: passphrase.utf8.count), &salt,
      Int32(salt.count), Self.rounds, information)
    defer { X509_SIG_free(sealed) }
    guard let sealed, PEM_write_bio_PKCS8(output.bio, sealed) == 1 else { throw failure }
    return output.bytes
  }
}
