// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes
import FingerScanner
import Testing

@Suite("Messages of vendor adapters")
struct AdapterMessageTests {
  static let frame = AdapterFrame(
    isFinal: true, pixelsPerInch: 500, width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])

  static let all: [AdapterMessage] = [
    .hello(AdapterHello(name: "Four-finger scanner", serial: "A1")), .capture, .stop, .stopped,
    .alive, .startPreview(.plainRightFour), .frame(frame),
    .capabilities(
      AdapterCapabilities(positions: [.plainRightFour, .rightIndex], hasFinalFrame: true)),
    .error(AdapterFailure(.busy, "in use")),
  ]

  @Test("Every message survives the wire, in pieces of any size", arguments: [1, 2, 3, 7, 1000])
  func roundTrip(size: Int) throws {
    var stream = AdapterStream()
    var read: [AdapterMessage] = []
    let bytes = Self.all.flatMap(\.bytes)
    for start in stride(from: 0, to: bytes.count, by: size) {
      read += try stream.receive(bytes[start..<min(start + size, bytes.count)])
    }
    #expect(read == Self.all)
  }

  @Test(
    "A length out of range is refused before anything is kept",
    arguments: [[0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], [0x02, 0, 0, 0]] as [[UInt8]])
  func length(_ bytes: [UInt8]) {
    var stream = AdapterStream()
    #expect(throws: MalformedData.self) { try stream.receive(bytes) }
  }

  @Test("No beginning of a message is taken for the whole")
  func prefixes() {
    for message in Self.all {
      let content = message.bytes.dropFirst(4)
      for count in 0..<content.count {
        #expect((try? AdapterMessage(parsing: content.prefix(count))) != message)
      }
    }
  }

  @Test("Any byte can be anything")
  func flips() {
    for message in Self.all {
      for index in message.bytes.indices.dropFirst(4) {
        for value: UInt8 in [0, 1, 0x7f, 0x80, 0xff] {
          var bytes = message.bytes
          bytes[index] = value
          var stream = AdapterStream()
          _ = try? stream.receive(bytes)
        }
      }
    }
  }

  @Test("A picture must have the pixels that it announces")
  func pixels() {
    var bytes = AdapterMessage.frame(Self.frame).bytes
    bytes[3] -= 1
    bytes.removeLast()
    var stream = AdapterStream()
    #expect(throws: MalformedData.self) { try stream.receive(bytes) }
  }
}
