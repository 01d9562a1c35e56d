// SPDX-License-Identifier: Apache-2.0

/// A data group of the logical data structure (ICAO Doc 9303-10, clause 4.7); raw values are its numbers.
public enum DataGroup: Int, Sendable, Hashable, CaseIterable {
  /// The MRZ.
  case dg1 = 1
  /// The face.
  case dg2
  /// Fingers; guarded by Terminal Authentication in many states.
  case dg3
  /// Irises; guarded as DG3.
  case dg4
  /// The portrait as printed.
  case dg5
  /// Reserved.
  case dg6
  /// The signature or mark as printed.
  case dg7
  /// Data features.
  case dg8
  /// Structure features.
  case dg9
  /// Substance features.
  case dg10
  /// Additional personal details.
  case dg11
  /// Additional document details.
  case dg12
  /// Optional details; on the Vietnamese card the person's data.
  case dg13
  /// What the chip can do, and its key for Chip Authentication.
  case dg14
  /// The key of Active Authentication.
  case dg15
  /// Persons to notify.
  case dg16

  /// The tag of the file's one element.
  public var tag: UInt32 { Self.tags[rawValue - 1] }

  /// The group of a tag in EF.COM; nil for another tag.
  public init?(tag: UInt8) {
    guard let index = Self.tags.firstIndex(of: UInt32(tag)) else { return nil }
    self.init(rawValue: index + 1)
  }

  /// Such as `DG13`.
  public var name: String { "DG\(rawValue)" }

  private static let tags: [UInt32] = [
    0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
  ]
}

/// A file of an identity document's chip.
public enum DocumentFile: Sendable, Hashable {
  /// What the chip can do, readable before access.
  case cardAccess
  /// The signed form of it, readable after PACE.
  case cardSecurity
  /// The list of data groups.
  case common
  /// The signed hashes of all data groups.
  case securityObject
  /// A data group.
  case dataGroup(DataGroup)

  /// The file identifier (ICAO Doc 9303-10, clause 4).
  public var identifier: UInt16 {
    switch self {
    case .cardAccess: 0x011c
    case .cardSecurity, .securityObject: 0x011d
    case .common: 0x011e
    case .dataGroup(let group): 0x0100 + UInt16(group.rawValue)
    }
  }

  /// The tag that the file starts with.
  public var tag: UInt32 {
    switch self {
    case .cardAccess: DER.set
    case .cardSecurity: DER.sequence
    case .common: 0x60
    case .securityObject: 0x77
    case .dataGroup(let group): group.tag
    }
  }

  /// Such as `EF.SOD` or `DG1`.
  public var name: String {
    switch self {
    case .cardAccess: "EF.CardAccess"
    case .cardSecurity: "EF.CardSecurity"
    case .common: "EF.COM"
    case .securityObject: "EF.SOD"
    case .dataGroup(let group): group.name
    }
  }
}

/// What became of a file.
public enum FileOutcome: Sendable, Hashable {
  /// Its bytes, as they came.
  case read([UInt8])
  /// The chip has no such file.
  case absent
  /// The chip does not give it, by this status word: often fingers and irises.
  case refused(status: UInt16)
  /// It could not be read to its end; the code of the error.
  case failed(code: String)

  /// The bytes, where it was read.
  public var bytes: [UInt8]? { if case .read(let bytes) = self { bytes } else { nil } }
}
