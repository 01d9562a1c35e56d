// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let frame = AdapterFrame(
      isFinal: true, pixelsPerInch: 500, width: 2, height: 2, pixels: [1, 2, 3, 4])
    let able = AdapterCapabilities(positions: [.plainRightFour], hasFinalFrame: true)
    return [
      AdapterMessage.hello(AdapterHello(name: "a", serial: "b")), .capabilities(able),
      .frame(frame), .error(AdapterFailure(.busy, "c")), .startPreview(.rightIndex),
    ].map(\.bytes)
  }
}

/// What an adapter says, in two pieces: read or refused, and what was read means the same when written.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  var stream = AdapterStream()
  guard let first = try? stream.receive(input.prefix(count / 2)),
    let second = try? stream.receive(input.dropFirst(count / 2))
  else { return 0 }
  var again = AdapterStream()
  for message in first + second {
    guard let read = try? again.receive(message.bytes) else {
      preconditionFailure("a message was written that cannot be read")
    }
    precondition(read == [message], "the message changed")
  }
  return 0
}
