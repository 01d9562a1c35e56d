// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing
import USB

@Suite struct DescriptorParserTests {
  @Test func aDeviceIsReadWithAllItsParts() throws {
    let set = try DescriptorSet(parsing: DescriptorBytes.echo)
    #expect(set.device.model.description == "1209:0001")
    let interface = try #require(set.configurations.first?.interfaces.first)
    #expect(interface.kind == InterfaceClass(0xff, 1, 2))
    #expect(interface.endpoints.map(\.address) == [0x01, 0x82, 0x83])
    #expect(set.endpoint(0x83)?.kind == .interrupt)
    #expect(set.endpoint(0x84) == nil)
  }

  @Test func classDescriptorsStayWhereTheyStood() throws {
    let before: [UInt8] = [3, 0x24, 1]
    let after: [UInt8] = [4, 0x25, 2, 3]
    let association: [UInt8] = [8, 11, 0, 2, 14, 3, 0, 0]
    let bytes =
      DescriptorBytes.device
      + DescriptorBytes.configuration(
        association + DescriptorBytes.interface + before + DescriptorBytes.endpoints + after)
    let configuration = try #require(try DescriptorSet(parsing: bytes).configurations.first)
    #expect(configuration.extra == association)
    #expect(configuration.interfaces.first?.extra == before)
    #expect(configuration.interfaces.first?.endpoints.last?.extra == after)
  }

  @Test func everyPrefixIsRefusedOrReadWithoutHarm() {
    for count in DescriptorBytes.echo.indices where count != DescriptorBytes.device.count {
      #expect(throws: MalformedData.self) {
        try DescriptorSet(parsing: Array(DescriptorBytes.echo.prefix(count)))
      }
    }
  }

  @Test func everyByteCanBeAnything() {
    for index in DescriptorBytes.echo.indices {
      for value: UInt8 in [0, 1, 2, 4, 5, 9, 0x7f, 0x80, 0xff] {
        var bytes = DescriptorBytes.echo
        bytes[index] = value
        let set = try? DescriptorSet(parsing: bytes)
        #expect((set?.configurations.count ?? 0) <= 8)
      }
    }
  }

  @Test(arguments: [
    [UInt8](repeating: 0, count: 40), [1, 4], [9, 4, 0, 0, 0, 0, 0, 0],
    DescriptorBytes.endpoints, DescriptorBytes.device,
  ])
  func aConfigurationThatBreaksTheRulesIsRefused(_ inside: [UInt8]) {
    let bytes = DescriptorBytes.device + DescriptorBytes.configuration(inside)
    #expect(throws: MalformedData.self) { try DescriptorSet(parsing: bytes) }
  }

  @Test func moreThanTheLimitsIsRefusedBeforeItIsStored() {
    let many = [[UInt8]](repeating: DescriptorBytes.interface, count: 200).flatMap { $0 }
    let bytes = DescriptorBytes.device + DescriptorBytes.configuration(many)
    #expect(throws: MalformedData.self) { try DescriptorSet(parsing: bytes) }
    let long = [UInt8](repeating: 2, count: DescriptorSet.mostBytes + 1)
    #expect(throws: MalformedData.self) { try DescriptorSet(parsing: long) }
  }

  @Test func packetsOfHighSpeedEndpointsAreCountedPerMicroframe() throws {
    let endpoint: [UInt8] = [7, 5, 0x84, 1, 0x00, 0x14, 1]
    let bytes =
      DescriptorBytes.device
      + DescriptorBytes.configuration(DescriptorBytes.interface + endpoint)
    let read = try #require(try DescriptorSet(parsing: bytes).endpoint(0x84))
    #expect(read.packetSize == 1024 && read.bytesPerInterval == 3072)
  }
}
