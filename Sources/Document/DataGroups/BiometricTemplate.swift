// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One biometric information template of DG2, DG3 or DG4 (ICAO Doc 9303-10, clause 4.7.2; ISO/IEC 7816-11).
public struct BiometricTemplate: Sendable, Hashable {
  /// Biometric subtype (tag 82): which finger or eye; nil where not said.
  public let subtype: UInt8?
  /// Owner and type of the format (tags 87 and 88), 0x0101 and 8 for faces of ISO/IEC 19794-5; nil where not said.
  public var format: (owner: UInt16, type: UInt16)? {
    formatNumbers.count == 2 ? (formatNumbers[0], formatNumbers[1]) : nil
  }
  private let formatNumbers: [UInt16]
  /// The biometric data block: an ISO/IEC 19794-4, -5 or -6 record, or one of ISO/IEC 39794.
  public let block: [UInt8]

  /// Most templates of a group: ten fingers and then some.
  private static let most = 32

  /// Reads a group's file, its tag included. A chip that has the group but no template gives none.
  ///
  /// Throws `document-malformed`.
  public static func all(
    in file: [UInt8], of group: DataGroup
  ) throws(DocumentError) -> [BiometricTemplate] {
    try DocumentError.explaining("reading \(group.name)") {
      let whole = try DER.element(file, group.tag, group.name)
      guard let list = whole.first(0x7f61) else {
        throw MalformedData(offset: 0, expected: "a group of biometric templates")
      }
      return try list.children().filter { $0.tag == 0x7f60 }.prefix(most).map(Self.init)
    }
  }

  private init(_ template: TLV) throws {
    let parts = try template.children()
    let header = parts.first { $0.tag == 0xa1 }
    guard let block = parts.first(where: { $0.tag == 0x5f2e || $0.tag == 0x7f2e }) else {
      throw MalformedData(
        offset: template.encoded.startIndex, expected: "a biometric data block")
    }
    subtype = header?.first(0x82)?.content.first
    formatNumbers = [0x87, 0x88].compactMap { header?.first($0)?.content }.map { content in
      content.suffix(2).reduce(0) { $0 << 8 | UInt16($1) }
    }
    self.block = Array(block.content)
  }
}
