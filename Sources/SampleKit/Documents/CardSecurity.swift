// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The files of a card that say what it can prove (ICAO Doc 9303-11, clause 9.2; 9303-10, clause 4).
struct CardSecurity {
  /// Public key of Chip Authentication, `04 || x || y`.
  let chipKey: [UInt8]
  /// Public key of Active Authentication, as SubjectPublicKeyInfo.
  let signatureKey: [UInt8]

  /// Number of brainpoolP256r1 among the standardized parameters.
  private static let curveNumber = number(13)
  /// PACE by generic mapping over a curve with AES-128: 0.4.0.127.0.7.2.2.4.2.2, version 2.
  static let paceIdentifier: [UInt8] = [0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x04, 0x02, 0x02]
  /// Chip Authentication over a curve with AES-128: 0.4.0.127.0.7.2.2.3.2.2, version 1.
  static let chipIdentifier: [UInt8] = [0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x03, 0x02, 0x02]

  /// EF.CardAccess: PACE, as observed on the Vietnamese card.
  static let cardAccess = TLV.encoding(0x31, pace)

  private static let pace = sequence(identifier(paceIdentifier) + number(2) + curveNumber)

  /// DG14: PACE, Chip Authentication with its key, and how Active Authentication signs.
  var options: [UInt8] {
    let key = Self.sequence(
      Self.sequence(Self.identifier([0x04, 0x00, 0x7f, 0x00, 0x07, 0x01, 0x02]) + Self.curveNumber)
        + TLV.encoding(0x03, [0] + chipKey))
    let infos =
      Self.sequence(
        Self.identifier([0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x01, 0x02]) + key)
      + Self.sequence(Self.identifier(Self.chipIdentifier) + Self.number(1))
      // 2.23.136.1.1.5, version 1, plain ECDSA with SHA-256.
      + Self.sequence(
        Self.identifier([0x67, 0x81, 0x08, 0x01, 0x01, 0x05]) + Self.number(1)
          + Self.identifier([0x04, 0x00, 0x7f, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x03]))
      + Self.pace
    return TLV.encoding(0x6e, TLV.encoding(0x31, infos))
  }

  /// DG15: the key of Active Authentication.
  var signatureGroup: [UInt8] { TLV.encoding(0x6f, signatureKey) }

  /// EF.COM: version 1.7 and the tags of the data groups.
  static func contents(_ tags: [UInt8]) -> [UInt8] {
    let versions =
      TLV.encoding(0x5f01, Array("0107".utf8)) + TLV.encoding(0x5f36, Array("040000".utf8))
    return TLV.encoding(0x60, versions + TLV.encoding(0x5c, tags))
  }

  private static func sequence(_ content: [UInt8]) -> [UInt8] { TLV.encoding(0x30, content) }
  private static func identifier(_ content: [UInt8]) -> [UInt8] { TLV.encoding(0x06, content) }
  private static func number(_ value: UInt8) -> [UInt8] { TLV.encoding(0x02, [value]) }
}
