// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension SignedMessage {
  /// A CMS SignedData message with content and signer's certificate inside, signed with SHA-256.
  ///
  /// `contentType` is a dotted object identifier. Throws `crypto-failed`.
  public static func signing(
    _ content: [UInt8], contentType: String, by signer: Certificate, key: SigningKey
  ) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "signing a message")
    let flags = UInt32(CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP)
    let certificate = try CertificateHandle(der: signer.der)
    guard let input = MemoryInput(content) else { throw failure }
    guard let message = CMS_sign(nil, nil, nil, nil, flags) else { throw failure }
    defer { CMS_ContentInfo_free(message) }
    guard let type = OBJ_txt2obj(contentType, 1) else { throw failure }
    defer { ASN1_OBJECT_free(type) }
    let isSigned = try key.withPointer { key in
      CMS_set1_eContentType(message, type) == 1
        && CMS_add1_signer(message, certificate.pointer, key, EVP_sha256(), flags) != nil
        && CMS_final(message, input.bio, nil, flags) == 1
    }
    guard isSigned else { throw failure }
    return try encoding { i2d_CMS_ContentInfo(message, $0) }
  }
}
