// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The public areas (TPMT_PUBLIC, part 2, clause 12.2.4) of the three objects that are made.
enum TPMTemplate {
  private static let ecc: UInt16 = 0x0023
  private static let keyedHash: UInt16 = 0x0008
  private static let sha256: UInt16 = 0x000b
  private static let aes: UInt16 = 0x0006
  private static let cfb: UInt16 = 0x0043
  private static let ecdsa: UInt16 = 0x0018
  private static let none: UInt16 = 0x0010
  private static let p256: UInt16 = 0x0003

  // Attributes (part 2, clause 8.3).
  private static let fixed: UInt32 = 1 << 1 | 1 << 4
  private static let madeInside: UInt32 = 1 << 5
  private static let userWithPassword: UInt32 = 1 << 6
  private static let notCounted: UInt32 = 1 << 10
  private static let restricted: UInt32 = 1 << 16
  private static let decrypts: UInt32 = 1 << 17
  private static let signs: UInt32 = 1 << 18

  /// The parent of both others: made anew from the owner's seed each time, so that nothing is stored in
  /// the TPM.
  static let parent = area(
    ecc, fixed | madeInside | userWithPassword | notCounted | restricted | decrypts,
    parameters: [aes, 128, cfb, none, p256, none], points: 2)

  /// 32 bytes behind a PIN whose wrong guesses are counted.
  static let sealedBytes = area(
    keyedHash, fixed | userWithPassword, parameters: [none], points: 1)

  /// A key for ECDSA with SHA-256. Its password is random, so that guesses need no counting.
  static let signingKey = area(
    ecc, fixed | madeInside | userWithPassword | notCounted | signs,
    parameters: [none, ecdsa, sha256, p256, none], points: 2)

  private static func area(
    _ type: UInt16, _ attributes: UInt32, parameters: [UInt16], points: Int
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(type)
    writer.write(sha256)
    writer.write(attributes)
    writer.write(UInt16(0))
    for parameter in parameters { writer.write(parameter) }
    for _ in 0..<points { writer.write(UInt16(0)) }
    return writer.bytes
  }

  /// The point of a signing key's public area.
  static func point(of area: [UInt8]) throws(MalformedData) -> (x: [UInt8], y: [UInt8]) {
    var reader = ByteReader(area)
    let whatGoesBefore = signingKey.count - 4
    try reader.expect(Array(signingKey.prefix(whatGoesBefore)), "a key's public area")
    return (try reader.readSized("x"), try reader.readSized("y"))
  }

  /// ECDSA's two numbers in a TPMT_SIGNATURE.
  static func signature(_ reader: ByteReader) throws(MalformedData) -> (r: [UInt8], s: [UInt8]) {
    var reader = reader
    guard try reader.readUInt16("a signature's scheme") == ecdsa,
      try reader.readUInt16("a signature's digest") == sha256
    else { throw reader.malformed("an ECDSA signature with SHA-256") }
    return (try reader.readSized("r"), try reader.readSized("s"))
  }

  /// The ticket that no restricted key asks for: TPM_ST_HASHCHECK of the null hierarchy.
  static let noTicket: [UInt8] = [0x80, 0x24, 0x40, 0x00, 0x00, 0x07, 0, 0]

  /// TPMT_SIG_SCHEME: the key has its own.
  static let schemeOfKey: [UInt8] = [0x00, 0x10]
}
