// SPDX-License-Identifier: Apache-2.0

/// The names of what a sealed message is made of.
enum ObjectIdentifiers {
  // Content types (RFC 5652; RFC 5083).
  static let data = "1.2.840.113549.1.7.1"
  static let signedData = "1.2.840.113549.1.7.2"
  static let envelopedData = "1.2.840.113549.1.7.3"
  static let authEnvelopedData = "1.2.840.113549.1.9.16.1.23"
  // Signed attributes (RFC 5652, clause 11).
  static let contentType = "1.2.840.113549.1.9.3"
  static let messageDigest = "1.2.840.113549.1.9.4"
  static let signingTime = "1.2.840.113549.1.9.5"
  /// Ours, a random UUID below the arc for those (ITU-T X.667): SHA-256 over the envelope's recipients
  /// and cipher.
  static let envelopeDigest = "2.25.70693771854234036842940097668193808804"
  // Algorithms (RFC 5754, 5084, 5753, 4055, 5480).
  static let sha256 = "2.16.840.1.101.3.4.2.1"
  static let aes256GCM = "2.16.840.1.101.3.4.1.46"
  static let aes256Wrap = "2.16.840.1.101.3.4.1.45"
  static let ecPublicKey = "1.2.840.10045.2.1"
  static let ecdsaWithSHA256 = "1.2.840.10045.4.3.2"
  static let ecdhSHA256KDF = "1.3.132.1.11.1"
  static let rsaEncryption = "1.2.840.113549.1.1.1"
  static let rsaWithSHA256 = "1.2.840.113549.1.1.11"
  static let rsaOAEP = "1.2.840.113549.1.1.7"
  static let mgf1 = "1.2.840.113549.1.1.8"
}
