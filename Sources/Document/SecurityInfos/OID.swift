// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// An ASN.1 object identifier (ITU-T X.660).
public struct OID: Sendable, Hashable, CustomStringConvertible {
  /// The arcs, such as 0.4.0.127.0.7.2.2.4.2.2.
  public let arcs: [UInt32]

  /// Takes two arcs or more.
  public init(_ arcs: UInt32...) { self.arcs = arcs }

  init(_ prefix: OID, _ more: UInt32...) { arcs = prefix.arcs + more }

  /// Reads the value of an element with tag 06. Throws `MalformedData` for arcs of more than 32 bits or
  /// more than 32 arcs.
  public init(content: ArraySlice<UInt8>) throws(MalformedData) {
    let refused = MalformedData(offset: content.startIndex, expected: "an object identifier")
    var numbers: [UInt32] = []
    var arc: UInt32 = 0
    for byte in content {
      guard arc < 1 << 25, numbers.count < 32 else { throw refused }
      arc = arc << 7 | UInt32(byte & 0x7f)
      if byte & 0x80 == 0 {
        numbers.append(arc)
        arc = 0
      }
    }
    guard let first = numbers.first, content.last.map({ $0 & 0x80 == 0 }) == true else {
      throw refused
    }
    let top = min(first / 40, 2)
    arcs = [top, first - 40 * top] + numbers.dropFirst()
  }

  /// The value of an element with tag 06.
  public var content: [UInt8] {
    guard arcs.count >= 2 else { return [] }
    let first = arcs[0].multipliedReportingOverflow(by: 40).partialValue &+ arcs[1]
    return ([first] + arcs.dropFirst(2)).flatMap(Self.groups)
  }

  /// Dotted.
  public var description: String { arcs.map(String.init).joined(separator: ".") }

  func hasPrefix(_ prefix: OID) -> Bool { arcs.starts(with: prefix.arcs) }

  private static func groups(_ arc: UInt32) -> [UInt8] {
    let all = stride(from: 28, through: 0, by: -7).map {
      UInt8(truncatingIfNeeded: arc >> $0 & 0x7f)
    }
    let short = Array(all.drop { $0 == 0 })
    let groups = short.isEmpty ? [0] : short
    return groups.dropLast().map { $0 | 0x80 } + groups.suffix(1)
  }
}

extension OID {
  /// Protocols of BSI TR-03110: 0.4.0.127.0.7.2.2.
  static let smartCardProtocols = OID(0, 4, 0, 127, 0, 7, 2, 2)
  static let publicKeyOfChip = OID(smartCardProtocols, 1)
  static let terminalAuthentication = OID(smartCardProtocols, 2)
  static let chipAuthentication = OID(smartCardProtocols, 3)
  static let pace = OID(smartCardProtocols, 4)
  /// Standardized domain parameters: 0.4.0.127.0.7.1.2.
  static let standardizedParameters = OID(0, 4, 0, 127, 0, 7, 1, 2)
  /// Signatures `r || s`: 0.4.0.127.0.7.1.1.4.1.
  static let plainECDSA = OID(0, 4, 0, 127, 0, 7, 1, 1, 4, 1)
  /// Active Authentication: 2.23.136.1.1.5.
  static let activeAuthentication = OID(2, 23, 136, 1, 1, 5)
  /// The content of EF.SOD: 2.23.136.1.1.1.
  static let securityObject = OID(2, 23, 136, 1, 1, 1)
  /// Plain data of CMS: 1.2.840.113549.1.7.1.
  static let data = OID(1, 2, 840, 113549, 1, 7, 1)
  /// The content of a master list: 2.23.136.1.1.2.
  static let masterList = OID(2, 23, 136, 1, 1, 2)
  /// The content of EF.CardSecurity: 0.4.0.127.0.7.3.2.1.
  static let cardSecurity = OID(0, 4, 0, 127, 0, 7, 3, 2, 1)
  static let rsaEncryption = OID(1, 2, 840, 113549, 1, 1, 1)
  static let rsaPSS = OID(1, 2, 840, 113549, 1, 1, 10)
  static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
  static let primeField = OID(1, 2, 840, 10045, 1, 1)
  /// Diffie-Hellman of PKCS #3.
  static let dhKeyAgreement = OID(1, 2, 840, 113549, 1, 3, 1)
  /// Diffie-Hellman of X9.42.
  static let dhPublicNumber = OID(1, 2, 840, 10046, 2, 1)
}
