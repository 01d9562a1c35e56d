// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Iris

@Suite struct IrisCodeBinaryTests {
  private func sample() throws -> IrisCode {
    try #require(
      IrisCode(
        signs: (0..<256).map { 0x9e37_79b9 &* UInt32($0) }, mask: (0..<256).map { ~UInt32($0) }))
  }

  @Test func `What is stored is read back`() throws {
    let code = try sample()
    #expect(code.encoded().count == IrisCode.encodedBytes)
    #expect(try IrisCode(decoding: code.encoded()) == code)
  }

  @Test func `Every prefix is refused`() throws {
    let bytes = try sample().encoded()
    for length in 0..<bytes.count {
      #expect(throws: IrisCodeError.self) { try IrisCode(decoding: Array(bytes[..<length])) }
    }
  }

  @Test func `Every flipped byte is refused`() throws {
    let bytes = try sample().encoded()
    for k in bytes.indices {
      var damaged = bytes
      damaged[k] ^= 0x10
      #expect(throws: IrisCodeError.self) { try IrisCode(decoding: damaged) }
    }
  }

  @Test func `Codes with another number of columns are refused`() {
    #expect(IrisCode(signs: [1], mask: [1]) == nil)
    #expect(IrisCode(signs: [UInt32](repeating: 0, count: 256), mask: []) == nil)
  }
}
