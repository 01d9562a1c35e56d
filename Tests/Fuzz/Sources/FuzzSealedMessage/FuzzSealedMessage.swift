// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FuzzKit

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
