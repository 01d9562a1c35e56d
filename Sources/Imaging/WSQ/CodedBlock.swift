// SPDX-License-Identifier: Apache-2.0

/// Blocks: groups of subbands that are coded together with one Huffman table.
enum CodedBlock {
  /// Subband with which each block ends (IAFIS-IC-0110 v3.1, part 3); files may have more blocks.
  static let lastBands = [18, 51, 59]
  /// Table of each block that is written.
  static let tables = [0, 1, 1]
}
