// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography

/// The signed hashes of a document: EF.SOD with its LDSSecurityObject (ICAO Doc 9303-10, clause 4.6.2).
public struct SecurityObject: Sendable, Hashable {
  /// The signature around it, already checked.
  public let message: SignedMessage
  /// The hash function of the list.
  public let hash: HashFunction
  /// The signed hash of each data group.
  public let hashes: [DataGroup: [UInt8]]

  /// Reads EF.SOD, tag 77 included, or the signed message alone.
  ///
  /// Throws `document-malformed`, and `document-not-supported` for an unknown hash function.
  public init(_ file: [UInt8]) throws(DocumentError) {
    self = try DocumentError.explaining("reading EF.SOD") { try Self.read(file) }
  }

  private init(_ message: SignedMessage, _ hash: HashFunction, _ hashes: [DataGroup: [UInt8]]) {
    (self.message, self.hash, self.hashes) = (message, hash, hashes)
  }

  private static func read(_ file: [UInt8]) throws -> SecurityObject {
    let message = try SignedMessage(unwrapped(file))
    guard contentTypes.contains(message.contentType) else {
      throw MalformedData(offset: 0, expected: "an LDS security object")
    }
    let whole = try DER.element(message.content, DER.sequence, "the LDS security object")
    var reader = try ElementReader(whole, "the LDS security object")
    _ = try reader.readInt()
    var algorithm = try ElementReader(try reader.read(DER.sequence), "the hash algorithm")
    let identifier = try algorithm.readOID()
    guard let hash = HashFunction(identifier) else {
      throw DocumentError(.notSupported, doing: "reading EF.SOD with the hash \(identifier)")
    }
    return SecurityObject(message, hash, try hashes(try reader.read(DER.sequence)))
  }

  /// The standard's type, and plain data, which China gives.
  private static let contentTypes = [OID.securityObject, .data].map(\.description)

  /// The content of tag 77, which some write with an indefinite length.
  private static func unwrapped(_ file: [UInt8]) throws -> [UInt8] {
    guard file.first == 0x77 else { return file }
    if file.dropFirst().first == 0x80 { return Array(file.dropFirst(2)) }
    return Array(try DER.element(file, 0x77, "EF.SOD").content)
  }

  private static func hashes(_ list: TLV) throws -> [DataGroup: [UInt8]] {
    var hashes: [DataGroup: [UInt8]] = [:]
    for entry in try list.children() {
      var reader = try ElementReader(entry, "a data group's hash")
      let number = try reader.readInt()
      let hash = Array(try reader.read(DER.octetString).content)
      guard let group = DataGroup(rawValue: number), hashes[group] == nil else {
        throw MalformedData(
          offset: entry.encoded.startIndex, expected: "each of the data groups 1 to 16 once")
      }
      hashes[group] = hash
    }
    return hashes
  }
}

extension HashFunction {
  /// The function of an object identifier; nil for others.
  init?(_ identifier: OID) {
    let known: [OID: HashFunction] = [
      OID(1, 3, 14, 3, 2, 26): .sha1, OID(2, 16, 840, 1, 101, 3, 4, 2, 4): .sha224,
      OID(2, 16, 840, 1, 101, 3, 4, 2, 1): .sha256, OID(2, 16, 840, 1, 101, 3, 4, 2, 2): .sha384,
      OID(2, 16, 840, 1, 101, 3, 4, 2, 3): .sha512,
    ]
    guard let found = known[identifier] else { return nil }
    self = found
  }
}
