// SPDX-License-Identifier: Apache-2.0

import CPKCS11

/// A session with a token in which the user is logged in; closes itself.
final class TokenSession {
  private let module: TokenModule
  private let session: cryptoki_number

  /// Opens a session and logs in. Throws `key-wrong-secret`, `key-locked-out`, `key-device`.
  init(_ module: TokenModule, slot: UInt, pin: String) throws(KeyProtectionError) {
    var session: cryptoki_number = 0
    let status = module.functions.open_session(
      slot, Cryptoki.serialSession | Cryptoki.writableSession, nil, nil, &session)
    guard status == Cryptoki.ok else { throw module.refused("opening a session", status) }
    (self.module, self.session) = (module, session)
    try login(pin, slot: slot)
  }

  deinit { _ = module.functions.close_session(session) }

  private func login(_ pin: String, slot: UInt) throws(KeyProtectionError) {
    var status = attempt(pin)
    if status == Cryptoki.alreadyLoggedIn {
      // Another session of this process is; the PIN has to be right all the same.
      _ = module.functions.logout(session)
      status = attempt(pin)
    }
    switch status {
    case Cryptoki.ok: return
    case Cryptoki.pinIncorrect, Cryptoki.pinInvalid, Cryptoki.pinLength:
      throw KeyProtectionError(
        .wrongSecret, "The PIN is wrong. Type it again. \(hint(module.token(in: slot)?.flags ?? 0))"
      )
    case Cryptoki.pinLocked:
      throw KeyProtectionError(
        .lockedOut,
        "The token is locked after too many wrong PINs. Its security officer's PIN unlocks it.")
    default: throw module.refused("logging in", status)
    }
  }

  private func attempt(_ pin: String) -> UInt {
    let bytes = Array(pin.utf8)
    return module.functions.login(session, Cryptoki.user, bytes, cryptoki_number(bytes.count))
  }

  private func hint(_ flags: UInt) -> String {
    if flags & Cryptoki.pinIsLocked != 0 { return "The token is locked now." }
    if flags & Cryptoki.pinFinalTry != 0 { return "One more wrong PIN locks the token." }
    if flags & Cryptoki.pinCountLow != 0 { return "Few tries are left before the token locks." }
    return "Too many wrong PINs lock the token."
  }

  /// Makes a key pair of P-256 that stays in the token; both parts get the identifier.
  func makeKey(_ identifier: [UInt8]) throws(KeyProtectionError) {
    // The object identifier of P-256 in DER.
    let curve: [UInt8] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
    let common: [(UInt, [UInt8])] = [
      (Cryptoki.onToken, AttributeList.yes), (Cryptoki.identifier, identifier),
      (Cryptoki.label, Array("sinhtrac station".utf8)),
    ]
    let publicPart = AttributeList(
      common + [(Cryptoki.ecParameters, curve), (Cryptoki.verify, AttributeList.yes)])
    let privatePart = AttributeList(
      common + [
        (Cryptoki.isPrivate, AttributeList.yes), (Cryptoki.sensitive, AttributeList.yes),
        (Cryptoki.extractable, AttributeList.no), (Cryptoki.sign, AttributeList.yes),
      ])
    var mechanism = cryptoki_mechanism(mechanism: Cryptoki.makeECKeys, parameter: nil, count: 0)
    var (publicList, privateList) = (publicPart.attributes, privatePart.attributes)
    var (publicKey, privateKey): (cryptoki_number, cryptoki_number) = (0, 0)
    let status = module.functions.generate_pair(
      session, &mechanism, &publicList, publicPart.count, &privateList, privatePart.count,
      &publicKey, &privateKey)
    withExtendedLifetime((publicPart, privatePart)) {}
    guard status == Cryptoki.ok else { throw module.refused("making a key", status) }
  }

  /// Keeps bytes in the token that are read only after a login.
  func store(_ bytes: [UInt8], label: [UInt8]) throws(KeyProtectionError) {
    let values = AttributeList([
      (Cryptoki.kind, AttributeList.number(Cryptoki.data)), (Cryptoki.onToken, AttributeList.yes),
      (Cryptoki.isPrivate, AttributeList.yes), (Cryptoki.application, Array("sinhtrac".utf8)),
      (Cryptoki.label, label), (Cryptoki.value, bytes),
    ])
    var (list, object) = (values.attributes, cryptoki_number(0))
    let status = module.functions.create_object(session, &list, values.count, &object)
    withExtendedLifetime(values) {}
    guard status == Cryptoki.ok else { throw module.refused("keeping the storage key", status) }
  }

  /// The object with these attributes. Throws `key-file` for none.
  func object(_ values: [(type: UInt, value: [UInt8])]) throws(KeyProtectionError) -> UInt {
    let wanted = AttributeList(values)
    var (list, object, count) = (wanted.attributes, cryptoki_number(0), cryptoki_number(0))
    var status = module.functions.find_start(session, &list, wanted.count)
    withExtendedLifetime(wanted) {}
    guard status == Cryptoki.ok else { throw module.refused("looking for keys", status) }
    status = module.functions.find(session, &object, 1, &count)
    _ = module.functions.find_end(session)
    guard status == Cryptoki.ok else { throw module.refused("looking for keys", status) }
    guard count == 1 else { throw .damaged() }
    return object
  }

  /// An attribute's bytes, at most 1024.
  func attribute(_ type: UInt, of object: UInt) throws(KeyProtectionError) -> [UInt8] {
    let place = AttributeList([(type, [UInt8](repeating: 0, count: 1024))])
    var list = place.attributes
    let status = module.functions.attributes(session, object, &list, 1)
    guard status == Cryptoki.ok, let start = list[0].value, list[0].count <= 1024 else {
      throw module.refused("reading a key", status)
    }
    return withExtendedLifetime(place) {
      Array(UnsafeRawBufferPointer(start: start, count: Int(list[0].count)))
    }
  }

  /// ECDSA over a digest: `r || s`.
  func sign(_ digest: [UInt8], with key: UInt) throws(KeyProtectionError) -> [UInt8] {
    var mechanism = cryptoki_mechanism(mechanism: Cryptoki.ecdsa, parameter: nil, count: 0)
    var status = module.functions.sign_start(session, &mechanism, key)
    guard status == Cryptoki.ok else { throw module.refused("signing", status) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = cryptoki_number(signature.count)
    status = module.functions.sign(
      session, digest, cryptoki_number(digest.count), &signature, &count)
    guard status == Cryptoki.ok, count == 64 else { throw module.refused("signing", status) }
    return signature
  }
}
