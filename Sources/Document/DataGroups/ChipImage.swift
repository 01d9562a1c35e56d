// SPDX-License-Identifier: Apache-2.0

/// An image as the chip holds it; whoever shows it decodes it.
public struct ChipImage: Sendable, Hashable {
  /// How it is encoded, by its first bytes: what headers say about it is often wrong.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// JPEG.
    case jpeg
    /// JPEG 2000 in its file form.
    case jpeg2000
    /// JPEG 2000 as the bare codestream.
    case jpeg2000Codestream = "jpeg2000-codestream"
    /// WSQ.
    case wsq
    /// None of these.
    case unknown

    /// The kind of bytes.
    public init(of bytes: some Sequence<UInt8>) {
      let head = Array(bytes.prefix(12))
      self =
        head.starts(with: [0xff, 0xd8, 0xff])
        ? .jpeg
        : head.starts(with: [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20])
          ? .jpeg2000
          : head.starts(with: [0xff, 0x4f, 0xff, 0x51])
            ? .jpeg2000Codestream
            : head.starts(with: [0xff, 0xa0]) ? .wsq : .unknown
    }
  }

  /// How it is encoded.
  public let kind: Kind
  /// The encoded image; padding may follow it.
  public let bytes: [UInt8]

  /// Takes encoded bytes and looks what they are.
  public init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    kind = Kind(of: bytes)
  }
}
