// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// What keeps a station's keys while nobody is signed in, and gives them for a passphrase or PIN.
///
/// A protector is what lies on disk: without the secret, and without the TPM or token where there is
/// one, it is worth nothing.
public protocol KeyProtector: Sendable, Codable {
  /// The public key that signs, as SubjectPublicKeyInfo in DER: known while locked.
  var subjectPublicKeyInfo: [UInt8] { get }

  /// Gives the keys. Takes a second on purpose.
  ///
  /// Throws `KeyProtectionError`: `key-wrong-secret`, `key-locked-out`, `key-device`, `key-file`.
  func unlock(_ secret: String) throws -> UnlockedKeys
}

/// A station's keys, in use.
public struct UnlockedKeys: Sendable {
  /// Seals what lies on the station's disk.
  public let storageKey: SecretKey
  /// Signs records and audit heads.
  public let signingKey: any DigestSigner

  init(storageKey: SecretKey, signingKey: any DigestSigner) {
    (self.storageKey, self.signingKey) = (storageKey, signingKey)
  }
}

/// The ways to keep a station's keys.
public enum Protection: String, Sendable, Hashable, CaseIterable, Codable {
  /// A file under a passphrase by scrypt: works everywhere; who copies the file can guess at leisure.
  case passphrase
  /// A TPM 2.0 with a PIN: the file is worth nothing elsewhere, and guessing locks the TPM out.
  case tpm
  /// A token or HSM through PKCS #11: keys can be carried away and locked up.
  case pkcs11
}

/// The file with a station's protected keys.
public enum ProtectedKeys: Sendable, Hashable, Codable {
  case passphrase(PassphraseProtector)
  case tpm(TPMProtector)
  case pkcs11(TokenProtector)

  /// How the keys are protected.
  public var protection: Protection {
    switch self {
    case .passphrase: .passphrase
    case .tpm: .tpm
    case .pkcs11: .pkcs11
    }
  }

  /// What unlocks them.
  public var protector: any KeyProtector {
    switch self {
    case .passphrase(let protector): protector
    case .tpm(let protector): protector
    case .pkcs11(let protector): protector
    }
  }

  private enum CodingKeys: CodingKey { case protection, keys }

  /// Reads `protection` and the fields that belong to it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self =
      switch try container.decode(Protection.self, forKey: .protection) {
      case .passphrase: .passphrase(try container.decode(PassphraseProtector.self, forKey: .keys))
      case .tpm: .tpm(try container.decode(TPMProtector.self, forKey: .keys))
      case .pkcs11: .pkcs11(try container.decode(TokenProtector.self, forKey: .keys))
      }
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(protection, forKey: .protection)
    switch self {
    case .passphrase(let protector): try container.encode(protector, forKey: .keys)
    case .tpm(let protector): try container.encode(protector, forKey: .keys)
    case .pkcs11(let protector): try container.encode(protector, forKey: .keys)
    }
  }
}
