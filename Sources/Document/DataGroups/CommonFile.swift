// SPDX-License-Identifier: Apache-2.0

import Bytes

/// EF.COM: which data groups there are (ICAO Doc 9303-10, clause 4.6.1). It is not signed, and only a hint.
public struct CommonFile: Sendable, Hashable {
  /// Version of the logical data structure, such as `0107`; empty where not said.
  public let version: String
  /// Version of Unicode, such as `040000`; empty where not said.
  public let unicodeVersion: String
  /// The groups listed, in that order; empty when the file could not be read.
  public let groups: [DataGroup]

  /// Reads EF.COM, tag 60 included. What cannot be understood is empty.
  public init(_ file: [UInt8]?) {
    let whole = file.flatMap { try? DER.element($0, 0x60, "EF.COM") }
    let text = { (tag: UInt32) in
      String(decoding: whole?.first(tag)?.content ?? [], as: UTF8.self)
    }
    (version, unicodeVersion) = (text(0x5f01), text(0x5f36))
    groups = whole?.first(0x5c)?.content.compactMap(DataGroup.init(tag:)) ?? []
  }
}
