// SPDX-License-Identifier: Apache-2.0

/// Makes the best Huffman table for given symbol counts, codes held to 16 bits (ISO/IEC 10918-1
/// annex K.2). The code of ones only stays free, as the format asks for.
enum HuffmanBuilder {
  /// Takes how often each of 256 symbols occurs; those that never do get no code.
  static func table(counts: [Int]) -> HuffmanTable {
    let symbols = counts.indices.filter { counts[$0] > 0 }.sorted {
      (counts[$1], $0) < (counts[$0], $1)
    }
    // The last leaf, rarer than any, takes the longest code, which becomes the one of ones only.
    var lengths = lengths(of: symbols.map { counts[$0] } + [0])
    shorten(&lengths)
    if let longest = lengths.lastIndex(where: { $0 > 0 }) { lengths[longest] -= 1 }
    return HuffmanTable(
      counts: Array(lengths[1...HuffmanTable.longestCode]), symbols: symbols.map { UInt8($0) })
  }

  /// How many leaves of Huffman's tree lie at each depth; `weights` fall.
  private static func lengths(of weights: [Int]) -> [Int] {
    guard weights.count > 1 else { return [0, weights.count] + [Int](repeating: 0, count: 15) }
    // Leaves, the lightest first, then joints in the order made, which is the order of weight.
    var nodes = Array(weights.reversed())
    var parents = [Int](repeating: 0, count: 2 * weights.count - 1)
    var leaf = 0
    var joint = weights.count
    func lightest() -> Int {
      let takesLeaf =
        leaf < weights.count && (joint >= nodes.count || nodes[leaf] <= nodes[joint])
      defer { if takesLeaf { leaf += 1 } else { joint += 1 } }
      return takesLeaf ? leaf : joint
    }
    while nodes.count < parents.count {
      let (first, second) = (lightest(), lightest())
      parents[first] = nodes.count
      parents[second] = nodes.count
      nodes.append(nodes[first] + nodes[second])
    }
    var depths = [Int](repeating: 0, count: parents.count)
    for node in parents.indices.dropLast().reversed() { depths[node] = depths[parents[node]] + 1 }
    var lengths = [Int](repeating: 0, count: max(weights.count, HuffmanTable.longestCode) + 1)
    for depth in depths.prefix(weights.count) { lengths[depth] += 1 }
    return lengths
  }

  /// Moves leaves up until none is deeper than 16 (figure K.3): two brothers become one leaf above
  /// and one beside the deepest leaf that lies higher still.
  private static func shorten(_ lengths: inout [Int]) {
    for length in stride(from: lengths.count - 1, to: HuffmanTable.longestCode, by: -1) {
      while lengths[length] > 0 {
        guard let shorter = lengths[..<(length - 1)].lastIndex(where: { $0 > 0 }) else { return }
        lengths[length] -= 2
        lengths[length - 1] += 1
        lengths[shorter + 1] += 2
        lengths[shorter] -= 1
      }
    }
  }
}
