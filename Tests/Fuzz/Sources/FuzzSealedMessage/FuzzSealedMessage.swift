// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FuzzKit

/// A station and a centre, made anew for each run.
private struct Parties {
  let key: PrivateKey
  let station: Certificate
  let sealed: [UInt8]

  init() throws {
    key = try PrivateKey(.p256)
    let name = try DistinguishedName(commonName: "Fuzz")
    station = try .selfSigned(
      for: key, name: name, validity: 0...4_000_000_000, usage: .signingAndOpening)
    let signer = try CertifiedKey(key: key, certificate: station)
    let rsa = try PrivateKey(.rsa)
    let recovery = try Certificate.selfSigned(
      for: rsa, name: name, validity: 0...4_000_000_000, usage: .opening)
    sealed = try SealedMessage.seal(
      [1, 2, 3], by: signer, at: 1_800_000_000, for: [station, recovery])
  }
}

nonisolated(unsafe) private var parties: Parties?

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let made = try Parties()
    parties = made
    return [made.sealed, try made.station.pem(), made.station.der, try made.key.pem()]
  }
}

/// Nothing opens but what was sealed, byte for byte; certificates and keys are read or refused.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let parties,
    (try? SealedMessage.open(input, key: parties.key, trusting: [parties.station])) != nil
  {
    precondition(input == parties.sealed, "a changed message was opened")
  }
  _ = try? Certificate(file: input).keyKind
  _ = try? PrivateKey(pem: input)
  return 0
}
