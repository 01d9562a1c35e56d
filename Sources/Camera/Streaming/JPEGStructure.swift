// SPDX-License-Identifier: Apache-2.0

/// The marker structure of a JPEG picture (ITU-T T.81, annex B), walked from end to end: whole from
/// SOI to EOI, restart markers in turn.
///
/// A piece that fell out of the middle mostly shows here or in the decoder; one that fell out at
/// either end always shows here.
struct JPEGStructure: Sendable, Hashable {
  /// Pixels per row.
  let width: Int
  /// Rows.
  let height: Int
  /// Whether tables for the Huffman decoder are there; most cameras leave them out.
  let hasHuffmanTables: Bool
  /// Where the first scan begins: the place for such tables.
  let firstScan: Int
  /// Where the picture lies in the bytes of its frame, from SOI to EOI.
  let range: Range<Int>

  private enum Marker {
    static let startOfImage: UInt8 = 0xd8
    static let endOfImage: UInt8 = 0xd9
    static let startOfScan: UInt8 = 0xda
    static let huffmanTables: UInt8 = 0xc4
    static let restarts: ClosedRange<UInt8> = 0xd0...0xd7
    /// Frame headers of Huffman-coded pictures: baseline, extended, progressive.
    static let frames: ClosedRange<UInt8> = 0xc0...0xc2
  }

  /// Walks the picture that begins at a place; nil for anything that is not whole.
  init?(_ bytes: [UInt8], at start: Int = 0) {
    guard Self.isStart(bytes, at: start) else { return nil }
    var size: (width: Int, height: Int)?
    var hasTables = false
    var scan: Int?
    var at = start + 2
    while let marker = Self.marker(bytes, &at) {
      if marker == Marker.endOfImage {
        guard let size, let scan else { return nil }
        range = start..<at
        (width, height) = size
        (hasHuffmanTables, firstScan) = (hasTables, scan)
        return
      }
      let place = at
      guard let segment = Self.segment(bytes, &at) else { return nil }
      switch marker {
      case Marker.huffmanTables: hasTables = true
      case Marker.frames:
        guard size == nil, segment.count >= 6 else { return nil }
        let fields = Array(segment.prefix(6))
        size = (
          width: Int(fields[3]) << 8 | Int(fields[4]), height: Int(fields[1]) << 8 | Int(fields[2])
        )
      case Marker.startOfScan:
        guard size != nil else { return nil }
        scan = scan ?? place - 2
        guard Self.skipScan(bytes, &at) else { return nil }
      default: break
      }
    }
    return nil
  }

  /// Whether SOI, and what may be another marker, stand at a place.
  static func isStart(_ bytes: [UInt8], at place: Int) -> Bool {
    place >= 0 && place + 2 < bytes.count && bytes[place] == 0xff
      && bytes[place + 1] == Marker.startOfImage && bytes[place + 2] == 0xff
  }

  /// The code of the marker at a place, and the place behind it; fill bytes may precede it.
  private static func marker(_ bytes: [UInt8], _ at: inout Int) -> UInt8? {
    guard at < bytes.count, bytes[at] == 0xff else { return nil }
    while at < bytes.count, bytes[at] == 0xff { at += 1 }
    guard at < bytes.count, bytes[at] != 0 else { return nil }
    defer { at += 1 }
    return bytes[at]
  }

  /// What a segment holds behind its length.
  private static func segment(_ bytes: [UInt8], _ at: inout Int) -> ArraySlice<UInt8>? {
    guard at + 2 <= bytes.count else { return nil }
    let length = Int(bytes[at]) << 8 | Int(bytes[at + 1])
    guard length >= 2, at + length <= bytes.count else { return nil }
    defer { at += length }
    return bytes[at + 2..<at + length]
  }

  /// Goes over coded data to the next marker that is no restart; false when there is none, or a
  /// restart comes out of turn.
  private static func skipScan(_ bytes: [UInt8], _ at: inout Int) -> Bool {
    var restart: UInt8 = 0
    while let next = bytes[at...].firstIndex(of: 0xff), next + 1 < bytes.count {
      let code = bytes[next + 1]
      at = next
      if code == 0 {
        at += 2
      } else if code == 0xff {
        at += 1
      } else if Marker.restarts.contains(code) {
        guard code & 7 == restart else { return false }
        restart = (restart + 1) & 7
        at += 2
      } else {
        return true
      }
    }
    return false
  }
}
