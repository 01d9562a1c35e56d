// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A value of `vectors.json`; a missing one fails the test that asks for it.
struct Vector {
  let value: Any

  static func load() throws -> Vector {
    Vector(value: try JSONSerialization.jsonObject(with: Data(SharedData.bytes("vectors.json"))))
  }

  static func load(_ path: String...) throws -> Vector {
    try path.reduce(try load()) { try $0[$1] }
  }

  subscript(_ name: String) -> Vector {
    get throws {
      Vector(value: try #require((value as? [String: Any])?[name], "no value named \(name)"))
    }
  }

  func has(_ name: String) -> Bool { (value as? [String: Any])?[name] != nil }

  var list: [Vector] {
    get throws { try #require(value as? [Any]).map(Vector.init) }
  }

  var text: String {
    get throws { try #require(value as? String) }
  }

  var number: Int {
    get throws { try #require(value as? Int) }
  }

  /// Hexadecimal digits; an odd number has a zero in front.
  var bytes: [UInt8] {
    get throws {
      let text = try text
      return hex(text.count.isMultiple(of: 2) ? text : "0" + text)
    }
  }

  /// A point without the leading 04, as the ICAO sections print it.
  var point: [UInt8] {
    get throws { try [4] + bytes }
  }
}

func hex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return (0..<digits.count / 2).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
}
