// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Synchronization

/// Keys in a token or HSM through PKCS #11: the signing key made inside and never out, the storage key
/// as private data.
public struct TokenProtector: KeyProtector, Hashable {
  private let module: String
  private let token: String?
  private let identifier: Data
  private let publicKey: Data

  /// The public key that signs.
  public var subjectPublicKeyInfo: [UInt8] { Array(publicKey) }

  /// Makes new keys, EC P-256, in the token with a label, or in the only one.
  ///
  /// `module` is the whole path of the token's library, which runs with this program's rights. Throws
  /// `KeyProtectionError` or `CryptoError`.
  public static func create(
    pin: String, module path: String, token label: String? = nil
  ) throws -> TokenProtector {
    let module = try TokenModule(path: path)
    let session = try TokenSession(module, slot: module.slot(of: label), pin: pin)
    let identifier = try RandomBytes.make(16)
    let storageKey = try SecretKey()
    try session.makeKey(identifier)
    try session.store(storageKey.withBytes { Array($0) }, label: Self.label(identifier))
    let key = try session.object([
      (Cryptoki.kind, AttributeList.number(Cryptoki.publicKey)),
      (Cryptoki.identifier, identifier),
    ])
    let point = try Self.point(session.attribute(Cryptoki.ecPoint, of: key))
    return TokenProtector(
      module: path, token: label, identifier: Data(identifier),
      publicKey: Data(
        try P256.subjectPublicKeyInfo(x: Array(point.prefix(32)), y: Array(point.suffix(32)))))
  }

  /// Gives the keys; the session stays open as long as the signing key is held.
  public func unlock(_ secret: String) throws -> UnlockedKeys {
    let module = try TokenModule(path: module)
    let session = try TokenSession(module, slot: module.slot(of: token), pin: secret)
    let identifier = Array(identifier)
    let storage = try session.object([
      (Cryptoki.kind, AttributeList.number(Cryptoki.data)),
      (Cryptoki.label, Self.label(identifier)),
    ])
    let storageKey = try SecretKey(session.attribute(Cryptoki.value, of: storage))
    let key = try session.object([
      (Cryptoki.kind, AttributeList.number(Cryptoki.privateKey)),
      (Cryptoki.identifier, identifier),
    ])
    return UnlockedKeys(
      storageKey: storageKey, signingKey: TokenSigner(session, key, subjectPublicKeyInfo))
  }

  private static func label(_ identifier: [UInt8]) -> [UInt8] {
    let digits = identifier.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return Array("sinhtrac storage \(digits.joined())".utf8)
  }

  /// x and y of CKA_EC_POINT: an OCTET STRING, which some tokens leave out.
  private static func point(_ value: [UInt8]) throws(KeyProtectionError) -> [UInt8] {
    let isWrapped = value.count == 67 && value.starts(with: [0x04, 0x41])
    let bare = isWrapped ? value.dropFirst(2) : value[...]
    guard bare.count == 65, bare.first == 4 else { throw .damaged() }
    return Array(bare.dropFirst())
  }
}

/// A key in a token.
private final class TokenSigner: DigestSigner {
  let kind = PrivateKey.Kind.p256
  let subjectPublicKeyInfo: [UInt8]
  private let key: UInt
  private let session: Mutex<TokenSession>

  init(_ session: sending TokenSession, _ key: UInt, _ publicKey: [UInt8]) {
    (self.key, subjectPublicKeyInfo) = (key, publicKey)
    self.session = Mutex(session)
  }

  func signature(of digest: Digest256) throws -> [UInt8] {
    let both = try session.withLock { session throws(KeyProtectionError) in
      try session.sign(digest.bytes, with: key)
    }
    return try P256.signature(r: Array(both.prefix(32)), s: Array(both.suffix(32)))
  }
}
