// SPDX-License-Identifier: Apache-2.0

/// What a transfer brought.
public struct TransferResult: Sendable, Hashable {
  /// Data from the device; empty for a transfer to it. Packets of an isochronous transfer follow each
  /// other without gaps.
  public let bytes: [UInt8]
  /// Bytes that moved, whichever way.
  public let count: Int
  /// The packets of an isochronous transfer in order; empty for every other kind.
  public let packets: [IsochronousPacket]

  /// The result of reading.
  public init(read bytes: [UInt8], packets: [IsochronousPacket] = []) {
    self.bytes = bytes
    self.packets = packets
    count = bytes.count
  }

  /// The result of writing.
  public init(written count: Int) {
    bytes = []
    packets = []
    self.count = count
  }
}

/// One packet of an isochronous transfer: any of them can be lost, and the transfer still succeeds.
public struct IsochronousPacket: Sendable, Hashable {
  /// Its place in the bytes of the result; empty for a lost packet and for one without data.
  public let range: Range<Int>
  /// Whether it did not arrive, or not whole.
  public let isLost: Bool

  /// Takes place and fate.
  public init(range: Range<Int>, isLost: Bool) {
    self.range = range
    self.isLost = isLost
  }
}
