// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension Certificate {
  /// Whether this certificate's key made a signature over a SHA-256 digest: what `DigestSigner` gives.
  public func signed(_ digest: Digest256, _ signature: [UInt8]) -> Bool {
    guard let kind = keyKind, !signature.isEmpty else { return false }
    let isGood = try? withPublicKey { key throws(CryptoError) -> Bool in
      guard let context = EVP_PKEY_CTX_new(key, nil) else { return false }
      defer { EVP_PKEY_CTX_free(context) }
      return EVP_PKEY_verify_init(context) == 1
        && (kind == .p256 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1)
        && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        && EVP_PKEY_verify(
          context, signature, signature.count, digest.bytes, digest.bytes.count) == 1
    }
    return isGood ?? false
  }
}
