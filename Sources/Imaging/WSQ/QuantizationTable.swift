// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The quantization table segment: how wide the bins of each subband are.
struct QuantizationTable: Hashable {
  /// Bins of one subband.
  struct Bins: Hashable {
    /// Width of a bin; 0 where the subband is not transmitted.
    let width: Double
    /// Width of the bin about zero.
    let zeroWidth: Double

    static let absent = Bins(width: 0, zeroWidth: 0)
    var isTransmitted: Bool { width > 0 }
  }

  /// Where in its bin, from the end nearer to zero, a coefficient is put back: 0...1 of the width.
  let centre: Double
  /// 60 subbands; the four of the highest frequencies in both directions are never used.
  let bins: [Bins]

  /// Entries of the segment.
  private static let entries = 64
  /// Parameter set 2 puts coefficients a little below the middle, where more of them are.
  static let standardCentre = 0.44

  init(centre: Double = standardCentre, bins: [Bins]) {
    self.centre = centre
    self.bins = bins
  }

  /// Reads the content of the segment.
  init(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    centre = try ScaledNumber(short: &reader, "the bin centre").value
    var bins: [Bins] = []
    for _ in 0..<Self.entries {
      let width = try ScaledNumber(short: &reader, "a bin width").value
      let zero = try ScaledNumber(short: &reader, "a zero bin width").value
      bins.append(Bins(width: width, zeroWidth: zero))
    }
    self.bins = Array(bins.prefix(SubbandTree.bandCount))
  }

  /// The content of the segment.
  var content: [UInt8] {
    var writer = ByteWriter()
    writer.write(short: centre)
    for entry in 0..<Self.entries {
      let bins = entry < bins.count ? bins[entry] : .absent
      writer.write(short: bins.width)
      writer.write(short: bins.zeroWidth)
    }
    return writer.bytes
  }
}
