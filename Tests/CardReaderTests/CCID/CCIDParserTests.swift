// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import ReaderModels
import Testing
import USB

@Suite("What CCID readers say of themselves and send")
struct CCIDParserTests {
  @Test("The class descriptor tells level, slots and sizes")
  func descriptor() throws {
    var build = CCIDReaderModel.Build(.short)
    (build.slots, build.longestMessage) = (2, 271)
    let descriptor = try CCIDDescriptor(parsing: build.classDescriptor)
    #expect(descriptor.level == .shortCommands && descriptor.slotCount == 2)
    #expect(descriptor.longestMessage == 271 && descriptor.blockSize == 254)
    #expect(descriptor.clock == 4000 && descriptor.protocols == 2)
  }

  @Test("A cut descriptor and insane sizes are refused")
  func refusedDescriptors() {
    let sound = CCIDReaderModel.Build().classDescriptor
    for count in sound.indices {
      #expect(throws: MalformedData.self) {
        try CCIDDescriptor(parsing: sound.prefix(count))
      }
    }
    for (place, value) in [(0, 55), (1, 0x24), (4, 255), (4, 16)] as [(Int, UInt8)] {
      var bytes = sound
      bytes[place] = value
      #expect(throws: MalformedData.self) { try CCIDDescriptor(parsing: bytes) }
    }
    var tiny = sound
    (tiny[44], tiny[45]) = (63, 0)
    #expect(throws: MalformedData.self) { try CCIDDescriptor(parsing: tiny) }
  }

  @Test("Every byte of a device's descriptors can be anything")
  func anyDescriptor() throws {
    let sound = CCIDReaderModel().descriptors
    for index in sound.indices {
      for value: UInt8 in [0, 1, 2, 9, 0x21, 0x36, 0x7f, 0x80, 0xff] {
        var bytes = sound
        bytes[index] = value
        guard let set = try? DescriptorSet(parsing: bytes) else { continue }
        #expect(CCIDInterface.all(of: set).count <= 1)
      }
    }
  }

  @Test("Messages are read, cut ones refused, packets filled up with zeros taken")
  func messages() throws {
    let bytes: [UInt8] = [0x80, 2, 0, 0, 0, 1, 7, 0x00, 0, 3, 0x90, 0x00]
    let answer = try CCIDAnswer(parsing: bytes)
    #expect(answer.slot == 1 && answer.number == 7 && answer.chain == 3)
    #expect(answer.data == [0x90, 0x00] && answer.outcome == .done && answer.presence == .active)
    for count in bytes.indices {
      #expect(throws: MalformedData.self) { try CCIDAnswer(parsing: Array(bytes.prefix(count))) }
    }
    #expect(try CCIDAnswer(parsing: bytes + [0, 0, 0]) == answer)
    #expect(throws: MalformedData.self) { try CCIDAnswer(parsing: bytes + [0, 1]) }
    for status: UInt8 in [0x03, 0xc0, 0x43] {
      var wrong = bytes
      wrong[7] = status
      #expect(throws: MalformedData.self) { try CCIDAnswer(parsing: wrong) }
    }
    var long = bytes
    long[4] = 0xff
    #expect(throws: MalformedData.self) { try CCIDAnswer(parsing: long) }
  }
}
