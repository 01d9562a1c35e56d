// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography

/// What a chip can do, from EF.CardAccess, EF.CardSecurity or DG14 (ICAO Doc 9303-11, clause 9.2).
///
/// An entry that cannot be understood is left out and counted: chips carry national ones, and a broken
/// one must not hide the good ones.
public struct SecurityInfos: Sendable, Hashable {
  /// Ways of PACE, in the order of the chip.
  public let pace: [PACEInfo]
  /// Ways of Chip Authentication, in the order of the chip.
  public let chipAuthentication: [ChipAuthenticationInfo]
  /// Keys for Chip Authentication.
  public let chipKeys: [ChipAuthenticationKey]
  /// The hash of Active Authentication with ECDSA, where the chip says it.
  public let activeAuthenticationHash: HashFunction?
  /// Identifiers of entries not understood.
  public let others: [OID]

  /// Reads SET OF SecurityInfo. Throws `document-malformed`.
  public init(_ encoded: some Collection<UInt8>) throws(DocumentError) {
    let entries = try DocumentError.explaining("reading security infos") {
      try DER.element(encoded, DER.set, "security infos").children()
    }
    try self.init(entries.prefix(Self.mostEntries))
  }

  /// Far more than any chip has.
  private static let mostEntries = 64

  private init(_ entries: ArraySlice<TLV>) throws(DocumentError) {
    var known: [Entry] = []
    var others: [OID] = []
    for entry in entries {
      guard let (identifier, parts) = try? Self.open(entry) else { continue }
      if let value = try? Entry(identifier, parts) {
        known.append(value)
      } else {
        others.append(identifier)
      }
    }
    pace = known.compactMap { if case .pace(let info) = $0 { info } else { nil } }
    chipAuthentication = known.compactMap {
      if case .chipAuthentication(let info) = $0 { info } else { nil }
    }
    chipKeys = known.compactMap { if case .chipKey(let key) = $0 { key } else { nil } }
    activeAuthenticationHash =
      known.compactMap { entry -> HashFunction? in
        if case .activeAuthentication(let hash) = entry { hash } else { nil }
      }.first
    self.others = others
  }

  private static func open(_ entry: TLV) throws -> (OID, ElementReader) {
    var reader = try ElementReader(entry, "a security info")
    return (try reader.readOID(), reader)
  }
}

/// One entry that is understood.
private enum Entry {
  case pace(PACEInfo)
  case chipAuthentication(ChipAuthenticationInfo)
  case chipKey(ChipAuthenticationKey)
  case activeAuthentication(HashFunction)

  init?(_ identifier: OID, _ parts: consuming ElementReader) throws {
    var parts = parts
    if identifier.hasPrefix(.pace) {
      let version = try parts.readInt()
      let parameters = parts.isAtEnd ? nil : try parts.readInt()
      guard version == 2, let info = PACEInfo(identifier, parameters: parameters) else {
        return nil
      }
      self = .pace(info)
    } else if identifier.hasPrefix(.chipAuthentication) {
      let version = try parts.readInt()
      guard version == 1, let info = ChipAuthenticationInfo(identifier, key: try parts.keyNumber())
      else { return nil }
      self = .chipAuthentication(info)
    } else if identifier.hasPrefix(.publicKeyOfChip) {
      let key = try SubjectPublicKey(parts.read(DER.sequence).encoded)
      guard let chipKey = ChipAuthenticationKey(key, number: try parts.keyNumber()) else {
        return nil
      }
      self = .chipKey(chipKey)
    } else if identifier == .activeAuthentication {
      _ = try parts.readInt()
      let signature = try parts.readOID()
      guard signature.hasPrefix(.plainECDSA), let last = signature.arcs.last,
        (1...5).contains(last)
      else { return nil }
      self = .activeAuthentication(HashFunction.allCases[Int(last) - 1])
    } else {
      return nil
    }
  }
}

extension ElementReader {
  /// The number that ties a way of Chip Authentication to a key, where there is one.
  fileprivate mutating func keyNumber() throws(MalformedData) -> Int? {
    isAtEnd ? nil : try readInt()
  }
}

/// A way of Chip Authentication (ICAO Doc 9303-11, clause 9.2.5).
public struct ChipAuthenticationInfo: Sendable, Hashable {
  /// The identifier, sent to the chip as it is.
  public let identifier: OID
  /// The cipher of the new session.
  public let cipher: ChipCipher
  /// Which of several keys it belongs to.
  public let key: Int?

  init?(_ identifier: OID, key: Int?) {
    let arcs = identifier.arcs.dropFirst(OID.chipAuthentication.arcs.count)
    guard arcs.count == 2, arcs.first.map({ (1...2).contains($0) }) == true,
      let cipher = arcs.last.flatMap({ ChipCipher(rawValue: Int($0)) })
    else { return nil }
    (self.identifier, self.cipher, self.key) = (identifier, cipher, key)
  }
}

/// A key for Chip Authentication (clause 9.2.6).
public struct ChipAuthenticationKey: Sendable, Hashable {
  /// The group.
  public let group: DomainParameters.Group
  /// The chip's public key, an element of the group.
  public let publicKey: [UInt8]
  /// Which of several it is.
  public let number: Int?

  init?(_ key: SubjectPublicKey, number: Int?) {
    guard let agreement = key.agreement else { return nil }
    (group, publicKey) = agreement
    self.number = number
  }
}

/// A way of PACE (clause 9.2.1).
public struct PACEInfo: Sendable, Hashable {
  /// How nonce and first keys become the generator; raw values are arcs of the identifier.
  public enum Mapping: UInt32, Sendable, Hashable {
    /// Generic mapping over numbers.
    case genericField = 1
    /// Generic mapping over a curve.
    case genericCurve = 2
    /// Integrated mapping over numbers.
    case integratedField = 3
    /// Integrated mapping over a curve.
    case integratedCurve = 4
    /// Chip authentication mapping over a curve.
    case chipAuthentication = 6
  }

  /// The identifier, sent to the chip as it is.
  public let identifier: OID
  /// The mapping.
  public let mapping: Mapping
  /// The cipher of the session.
  public let cipher: ChipCipher
  /// Number of the standardized domain parameters; nil where the chip says none.
  public let parameters: Int?

  init?(_ identifier: OID, parameters: Int?) {
    let arcs = identifier.arcs.dropFirst(OID.pace.arcs.count)
    guard arcs.count == 2, let mapping = arcs.first.flatMap(Mapping.init),
      let cipher = arcs.last.flatMap({ ChipCipher(rawValue: Int($0)) }),
      mapping != .chipAuthentication || cipher != .tripleDES
    else { return nil }
    (self.identifier, self.mapping, self.cipher) = (identifier, mapping, cipher)
    self.parameters = parameters
  }

  /// The one on the Vietnamese card: generic mapping, brainpoolP256r1, AES-128. For platforms that hide
  /// EF.CardAccess (observed on four applications of that card).
  public static let vietnameseCard = PACEInfo(
    OID(0, 4, 0, 127, 0, 7, 2, 2, 4, 2, 2), parameters: 13)
}
