// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Foundation

/// Keys in a TPM 2.0 behind a PIN: the storage key sealed, the signing key made inside and never out.
///
/// Not tried on a real TPM, only on a simulated one. The PIN goes to the TPM in clear: who can listen on
/// the wires of a separate TPM chip can learn it.
public struct TPMProtector: KeyProtector, Hashable {
  /// The kernel's device with resource manager.
  public static let usualDevice = "/dev/tpmrm0"
  /// Fewest characters of a PIN: the TPM counts wrong ones.
  public static let fewestCharacters = 4

  private let device: String
  private let storagePrivate: Data
  private let storagePublic: Data
  private let signingPrivate: Data
  private let signingPublic: Data
  private let publicKey: Data

  /// The public key that signs.
  public var subjectPublicKeyInfo: [UInt8] { Array(publicKey) }

  /// Makes new keys, EC P-256. Throws `key-weak-secret`, `key-device` or `CryptoError`.
  public static func create(pin: String, device: String = usualDevice) throws -> TPMProtector {
    guard pin.count >= fewestCharacters else {
      throw KeyProtectionError.tooShort("PIN", fewestCharacters)
    }
    let tpm = try TPM(path: device)
    let parent = try tpm.createParent()
    defer { tpm.flush(parent) }
    let storageKey = try SecretKey()
    let storage = try tpm.create(
      TPMTemplate.sealedBytes, below: parent, password: password(of: pin),
      content: storageKey.withBytes { Array($0) })
    let signing = try tpm.create(
      TPMTemplate.signingKey, below: parent, password: signingPassword(storageKey))
    let (x, y) = try TPMTemplate.point(of: signing.publicArea)
    return TPMProtector(
      device: device, storagePrivate: Data(storage.privateArea),
      storagePublic: Data(storage.publicArea), signingPrivate: Data(signing.privateArea),
      signingPublic: Data(signing.publicArea),
      publicKey: Data(try P256.subjectPublicKeyInfo(x: x, y: y)))
  }

  /// Gives the keys; the signing key stays loaded in the TPM as long as it is held.
  public func unlock(_ secret: String) throws -> UnlockedKeys {
    let tpm = try TPM(path: device)
    let parent = try tpm.createParent()
    defer { tpm.flush(parent) }
    let storage = TPM.Object(privateArea: Array(storagePrivate), publicArea: Array(storagePublic))
    let sealed = try tpm.load(storage, below: parent)
    defer { tpm.flush(sealed) }
    let storageKey = try SecretKey(
      tpm.unseal(sealed, password: Self.password(of: secret)))
    let signing = TPM.Object(privateArea: Array(signingPrivate), publicArea: Array(signingPublic))
    return UnlockedKeys(
      storageKey: storageKey,
      signingKey: TPMSigner(
        tpm, try tpm.load(signing, below: parent), password: try Self.signingPassword(storageKey),
        subjectPublicKeyInfo))
  }

  /// A PIN's digest: a TPM's passwords have at most 32 bytes.
  private static func password(of pin: String) throws(CryptoError) -> [UInt8] {
    try SHA256.digest(of: Array(pin.precomposed.utf8)).bytes
  }

  /// Follows from the storage key, so that one PIN opens both and need not be kept for signing.
  private static func signingPassword(_ storageKey: SecretKey) throws(CryptoError) -> [UInt8] {
    let label = Array("sinhtrac station signing key".utf8)
    return try storageKey.withBytes { bytes throws(CryptoError) in
      try SHA256.digest(of: label + bytes).bytes
    }
  }
}

/// A key loaded in a TPM.
private final class TPMSigner: DigestSigner {
  let kind = PrivateKey.Kind.p256
  let subjectPublicKeyInfo: [UInt8]
  private let handle: UInt32
  private let password: [UInt8]
  private let tpm: TPM

  init(_ tpm: TPM, _ handle: UInt32, password: [UInt8], _ publicKey: [UInt8]) {
    (self.tpm, self.handle, self.password) = (tpm, handle, password)
    subjectPublicKeyInfo = publicKey
  }

  // The kernel's resource manager would do it; a TPM without one has room for three objects only.
  deinit { tpm.flush(handle) }

  func signature(of digest: Digest256) throws -> [UInt8] {
    let (r, s) = try tpm.sign(digest.bytes, with: handle, password: password)
    return try P256.signature(r: r, s: s)
  }
}
