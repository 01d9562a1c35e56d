// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The few universal types of ASN.1 that documents hold (ISO/IEC 8825-1), read from their elements.
enum DER {
  static let integer: UInt32 = 0x02
  static let bitString: UInt32 = 0x03
  static let octetString: UInt32 = 0x04
  static let objectIdentifier: UInt32 = 0x06
  static let sequence: UInt32 = 0x30
  static let set: UInt32 = 0x31

  /// A number's bytes without zeros in front, at least one.
  static func shortest(_ number: Int) -> [UInt8] {
    let bytes = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    let short = Array(bytes.drop { $0 == 0 })
    return short.isEmpty ? [0] : short
  }

  /// The one element that the bytes hold; what follows it is left alone, as chips pad their files.
  static func element(
    _ bytes: some Collection<UInt8>, _ tag: UInt32, _ what: String
  ) throws(MalformedData) -> TLV {
    var reader = ByteReader(Array(bytes))
    let element = try reader.readTLV(what)
    guard element.tag == tag else {
      throw MalformedData(offset: 0, expected: "\(what) with tag \(String(tag, radix: 16))")
    }
    return element
  }
}

/// Elements read one after the other, with their types checked.
struct ElementReader {
  private var elements: ArraySlice<TLV>
  private let what: String

  /// The elements inside a constructed one.
  init(_ whole: TLV, _ what: String) throws(MalformedData) {
    elements = try whole.children()[...]
    self.what = what
  }

  var isAtEnd: Bool { elements.isEmpty }

  /// The next element without taking it.
  var next: TLV? { elements.first }

  /// Takes the next element, which must have a tag, unless any will do.
  mutating func read(_ tag: UInt32? = nil) throws(MalformedData) -> TLV {
    guard let element = elements.first, tag == nil || element.tag == tag else {
      let place = elements.first?.encoded.startIndex ?? 0
      let wanted = tag.map { String($0, radix: 16) } ?? "any"
      throw MalformedData(offset: place, expected: "an element of \(what) with tag \(wanted)")
    }
    elements = elements.dropFirst()
    return element
  }

  /// Takes the next element if it has this tag.
  mutating func readIfPresent(_ tag: UInt32) -> TLV? {
    guard let element = elements.first, element.tag == tag else { return nil }
    elements = elements.dropFirst()
    return element
  }

  /// Takes an INTEGER that fits 31 bits and is not negative.
  mutating func readInt() throws(MalformedData) -> Int {
    let number = try readNumber()
    guard number.count <= 4 else {
      throw MalformedData(offset: 0, expected: "a small number in \(what)")
    }
    return number.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Takes an INTEGER that is not negative, without zeros in front.
  mutating func readNumber() throws(MalformedData) -> [UInt8] {
    let element = try read(DER.integer)
    guard let first = element.content.first, first & 0x80 == 0 else {
      throw MalformedData(
        offset: element.content.startIndex, expected: "a number of \(what) that is not negative")
    }
    return Array(element.content.drop { $0 == 0 })
  }

  /// Takes an INTEGER as a number without sign, whatever its first bit.
  mutating func readUnsigned() throws(MalformedData) -> [UInt8] {
    Array(try read(DER.integer).content.drop { $0 == 0 })
  }

  mutating func readOID() throws(MalformedData) -> OID {
    try OID(content: read(DER.objectIdentifier).content)
  }

  /// Takes a BIT STRING of whole bytes.
  mutating func readBits() throws(MalformedData) -> [UInt8] {
    let element = try read(DER.bitString)
    guard element.content.first == 0 else {
      throw MalformedData(offset: element.content.startIndex, expected: "whole bytes of \(what)")
    }
    return Array(element.content.dropFirst())
  }
}
