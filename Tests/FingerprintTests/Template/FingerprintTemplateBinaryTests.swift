// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Testing

@Suite struct FingerprintTemplateBinaryTests {
  private func sample(level: ComparisonLevel = .ridges) throws -> FingerprintTemplate {
    let list = [
      Minutia(x: 3.25, y: 31.75, angle: 90, kind: .ridgeEnding, quality: 80),
      Minutia(x: 39, y: 0, angle: 270, kind: .bifurcation, quality: 0),
    ]
    let minutiae = try #require(
      MinutiaeTemplate(
        width: 40, height: 33, resolution: .standard, position: .leftRing, quality: 55,
        minutiae: list))
    let field = OrientationField(
      columns: 3, rows: 3, angles: Array(0..<9), confidence: Array(9..<18))
    let map = RidgeMap(
      columns: 20, rows: 17, ridges: (0..<17).map { 0x1234_5678 &* $0 },
      foreground: [UInt64](repeating: 0b11010, count: 5))
    let whole = try #require(
      FingerprintTemplate(minutiae: minutiae, orientation: field, ridges: map))
    return whole.reduced(to: level)
  }

  @Test(arguments: ComparisonLevel.allCases)
  func `What is stored is read back`(level: ComparisonLevel) throws {
    let template = try sample(level: level)
    #expect(try FingerprintTemplate(decoding: template.encoded()) == template)
  }

  @Test func `Every prefix is refused`() throws {
    let bytes = try sample().encoded()
    for length in 0..<bytes.count {
      #expect(throws: FingerprintTemplateError.self) {
        try FingerprintTemplate(decoding: Array(bytes[..<length]))
      }
    }
  }

  @Test func `Every flipped bit is refused`() throws {
    let bytes = try sample().encoded()
    for k in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[k] ^= 1 << UInt8(bit)
        #expect(throws: FingerprintTemplateError.self) {
          try FingerprintTemplate(decoding: damaged)
        }
      }
    }
  }

  @Test func `Damage under a checksum that fits is refused or read, never fatal`() throws {
    let bytes = try sample().encoded()
    for k in 0..<bytes.count - 4 {
      for value in [UInt8(0), 1, 127, 128, 255] {
        var damaged = bytes
        damaged[k] = value
        damaged.replaceSubrange(bytes.count - 4..<bytes.count, with: checksum(damaged.dropLast(4)))
        guard let template = try? FingerprintTemplate(decoding: damaged) else { continue }
        #expect(try FingerprintTemplate(decoding: template.encoded()) == template)
      }
    }
  }

  /// CRC-32 of ISO 3309, big-endian.
  private func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xedb8_8320 : 0) }
    }
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~crc >> UInt32($0)) }
  }

  @Test func `The form starts with its mark and version`() throws {
    let bytes = try sample().encoded()
    #expect(Array(bytes[..<6]) == Array("SFPT".utf8) + [1, 3])
    #expect(FingerprintTemplate.isEncoded(bytes))
  }
}
