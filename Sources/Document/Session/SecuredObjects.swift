// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The data objects of a protected command or answer.
///
/// Some chips leave out the status object or put in others; all that stands before the code counts.
struct SecuredObjects {
  /// The bytes that the code covers.
  let signed: [UInt8]
  /// The encrypted message without its padding mark; nil where there is none.
  let cryptogram: [UInt8]?
  /// The protected status; nil where there is none.
  let status: UInt16?
  /// The protected Le as it is written; nil where there is none.
  let expected: [UInt8]?
  /// The code; nil where there is none.
  let code: ArraySlice<UInt8>?

  init(_ data: [UInt8]) throws {
    var reader = ByteReader(data)
    let objects: [TLV]
    do {
      objects = try reader.readTLVs("secured data objects")
    } catch { throw Self.lost("reading a protected answer", error) }
    let mark = objects.firstIndex { $0.tag == SecureMessaging.Tag.code }
    let covered = objects.prefix(upTo: mark ?? objects.endIndex)
    signed = covered.flatMap(\.encoded)
    code = mark.map { objects[$0].content }
    expected = covered.first { $0.tag == SecureMessaging.Tag.expected }.map { Array($0.content) }
    status = try Self.status(covered.first { $0.tag == SecureMessaging.Tag.status })
    cryptogram = try Self.cryptogram(covered)
  }

  private static func status(_ object: TLV?) throws -> UInt16? {
    guard let object else { return nil }
    var reader = ByteReader(object.content)
    do {
      let status = try reader.readUInt16("status")
      try reader.expectEnd(of: "status")
      return status
    } catch { throw lost("reading a protected status", error) }
  }

  private static func cryptogram(_ objects: ArraySlice<TLV>) throws -> [UInt8]? {
    if let odd = objects.first(where: { $0.tag == SecureMessaging.Tag.oddData }) {
      return Array(odd.content)
    }
    guard let even = objects.first(where: { $0.tag == SecureMessaging.Tag.data }) else {
      return nil
    }
    guard even.content.first == 1 else { throw lost("reading protected data", nil) }
    return Array(even.content.dropFirst())
  }

  private static func lost(_ doing: String, _ cause: (any Error)?) -> DocumentError {
    DocumentError(.sessionLost, doing: doing, cause: cause)
  }
}
