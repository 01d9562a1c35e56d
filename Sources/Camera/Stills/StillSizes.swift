// SPDX-License-Identifier: Apache-2.0

import Bytes
public import USB

/// Sizes of still pictures of one format (UVC 1.5, 3.9.2.5).
public struct StillSizes: Sendable, Hashable {
  /// Format that it belongs to.
  public let formatIndex: UInt8
  /// Bulk endpoint of method 3; nil for the others.
  public let endpoint: EndpointAddress?
  /// Widths and heights; the n-th has `bFrameIndex` n + 1.
  public let sizes: [Size]
  /// Compression ratios; the n-th has `bCompressionIndex` n + 1. Empty where there is no choice.
  public let compressions: [UInt8]

  /// One size.
  public struct Size: Sendable, Hashable {
    /// Pixels per row.
    public let width: Int
    /// Rows.
    public let height: Int
  }

  /// Throws where there are fewer sizes than the descriptor counts.
  init(_ descriptor: ClassDescriptor, formatIndex: UInt8) throws(MalformedData) {
    self.formatIndex = formatIndex
    let address = try descriptor.byte(3)
    endpoint = address == 0 ? nil : EndpointAddress(address)
    let count = Int(try descriptor.byte(4))
    var found: [Size] = []
    for number in 0..<count {
      found.append(
        Size(
          width: Int(try descriptor.word(5 + 4 * number)),
          height: Int(try descriptor.word(7 + 4 * number))))
    }
    sizes = found
    // Cameras that end here, or count too many, stream all the same: what is there is taken.
    let behind = descriptor.bytes.dropFirst(5 + 4 * count)
    compressions = Array(behind.dropFirst().prefix(Int(behind.first ?? 0)))
  }

  /// `bCompressionIndex` of the least ratio, which loses least; 0 where there is no choice.
  var leastCompression: UInt8 {
    guard let least = compressions.min(), let place = compressions.firstIndex(of: least) else {
      return 0
    }
    return UInt8(clamping: place + 1)
  }
}
