// SPDX-License-Identifier: Apache-2.0

/// The files of one application as one ustar archive (IEEE Std 1003.1, "ustar Interchange Format"),
/// which plain `tar` opens: what is signed and sealed.
///
/// Only plain files with plain names: no folders, links or paths, so that unpacking cannot write
/// anywhere else.
public struct RecordArchive: Sendable, Hashable {
  /// Most files of an archive: a record has about ten.
  public static let maximumParts = 64
  /// Most bytes of an archive, as a sealed message takes.
  public static let maximumBytes = 99_000_000

  /// The files, in the archive's order.
  public let parts: [RecordPart]

  /// Throws `archive` when there are too many files or bytes, or a name is none or twice.
  public init(_ parts: [RecordPart]) throws(RecordError) {
    guard parts.count <= Self.maximumParts else {
      throw .archive("it has more than \(Self.maximumParts) files")
    }
    guard Set(parts.map(\.name)).count == parts.count else { throw .archive("a name is twice") }
    guard parts.allSatisfy({ UstarHeader.isPlain(name: $0.name) }) else {
      throw .archive(
        "a name is not 1 to 64 letters, digits, dots, hyphens and underscores, or starts with a dot"
      )
    }
    var count = 2 * UstarHeader.count
    for part in parts { count += UstarHeader.count + UstarHeader.padded(part.bytes.count) }
    guard count <= Self.maximumBytes else {
      throw .archive("it has more than \(Self.maximumBytes) bytes")
    }
    self.parts = parts
  }

  /// The bytes of the file with a name; nil where there is none.
  public subscript(name: String) -> [UInt8]? { parts.first { $0.name == name }?.bytes }

  /// The archive: the same files and time give the same bytes. `time` is that of all files.
  public func encoded(at time: UTCTime) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(1024) { $0 + $1.bytes.count + 1024 })
    for part in parts {
      bytes += UstarHeader(name: part.name, size: part.bytes.count).encoded(at: time)
      bytes += part.bytes
      bytes += zeros(UstarHeader.padded(part.bytes.count) - part.bytes.count)
    }
    return bytes + zeros(2 * UstarHeader.count)
  }
}

extension RecordArchive {
  /// Reads an archive; `tar` may have filled it up with zeros. Throws `archive`.
  public init(decoding bytes: [UInt8]) throws(RecordError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .archive("it has more than \(Self.maximumBytes) bytes")
    }
    var (parts, rest) = ([RecordPart](), bytes[...])
    while let header = try UstarHeader(rest.prefix(UstarHeader.count)) {
      guard parts.count < Self.maximumParts else {
        throw .archive("it has more than \(Self.maximumParts) files")
      }
      rest = rest.dropFirst(UstarHeader.count)
      let block = rest.prefix(UstarHeader.padded(header.size))
      let content = block.prefix(header.size)
      guard block.count == UstarHeader.padded(header.size),
        block.dropFirst(header.size).allSatisfy({ $0 == 0 })
      else { throw .archive("a file ends early or is not filled up with zeros") }
      parts.append(RecordPart(name: header.name, bytes: Array(content)))
      rest = rest.dropFirst(block.count)
    }
    guard rest.count >= 2 * UstarHeader.count, rest.allSatisfy({ $0 == 0 }) else {
      throw .archive("it does not end with two blocks of zeros")
    }
    try self.init(parts)
  }
}

private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
