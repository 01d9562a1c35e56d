// SPDX-License-Identifier: Apache-2.0

/// A regression tree on votes of 0 and 1, grown where it gains most until it has enough leaves.
///
/// Counts are whole numbers, so that a tree is the same on every machine.
final class VoteTree {
  private let table: MeasureClasses
  private let votes: [Bool]
  /// Vectors in the order of the leaves they are in.
  private var order: [Int32]
  private var nodes: [Node] = []

  private struct Node {
    var members: Range<Int>
    var tally: Tally
    var split: Split?
    var children: (Int, Int)?
    var histogram: [Tally]
  }

  private struct Split {
    let gain: Double
    let measure: Int
    let place: Int
  }

  /// Vectors and, among them, votes for 1.
  private struct Tally {
    var count: Int32 = 0
    var ones: Int32 = 0

    static func - (a: Tally, b: Tally) -> Tally {
      Tally(count: a.count - b.count, ones: a.ones - b.ones)
    }

    /// Part of the variance that one mean explains.
    var explained: Double { count == 0 ? 0 : Double(ones) * Double(ones) / Double(count) }
  }

  init(_ table: MeasureClasses, _ votes: [Bool]) {
    self.table = table
    self.votes = votes
    order = (0..<Int32(table.count)).map(\.self)
  }

  /// Splits the leaf that gains most, again and again.
  func grow(leaves: Int, leastInLeaf: Int) {
    let all = 0..<table.count
    add(all, histogram(of: all), Int32(leastInLeaf))
    for _ in 1..<leaves {
      let open = nodes.indices.filter { nodes[$0].children == nil && nodes[$0].split != nil }
      let gain = { [nodes] (index: Int) in nodes[index].split?.gain ?? 0 }
      guard let best = open.max(by: { gain($0) < gain($1) }) else { return }
      split(best, Int32(leastInLeaf))
    }
  }

  /// The tree with leaves of so many points for a vote of 1.
  func tree(pointsPerVote points: Float) -> FittedTree {
    var tree = FittedTree()
    write(0, points, to: &tree)
    return tree
  }

  private func write(_ index: Int, _ points: Float, to tree: inout FittedTree) {
    let node = nodes[index]
    guard let split = node.split, let (left, right) = node.children else {
      return tree.addLeaf(points * Float(node.tally.ones) / Float(max(node.tally.count, 1)))
    }
    tree.addSplit(input: split.measure, threshold: table.bounds[split.measure][split.place])
    write(left, points, to: &tree)
    write(right, points, to: &tree)
  }

  private func split(_ index: Int, _ least: Int32) {
    let node = nodes[index]
    guard let split = node.split else { return }
    let isLeft = { [table] (member: Int32) in
      Int(table.classes[Int(member) * table.measures + split.measure]) <= split.place
    }
    let members = order[node.members]
    let (left, right) = (members.filter(isLeft), members.filter { !isLeft($0) })
    order.replaceSubrange(node.members, with: left + right)
    let middle = node.members.lowerBound + left.count
    let parts = (node.members.lowerBound..<middle, middle..<node.members.upperBound)
    // The larger part's histogram is what the smaller one's leaves of the whole.
    let small = histogram(of: left.count < right.count ? parts.0 : parts.1)
    let large = zip(node.histogram, small).map { $0 - $1 }
    nodes[index].histogram = []
    nodes[index].children = (nodes.count, nodes.count + 1)
    add(parts.0, left.count < right.count ? small : large, least)
    add(parts.1, left.count < right.count ? large : small, least)
  }

  private func add(_ members: Range<Int>, _ histogram: [Tally], _ least: Int32) {
    let tally = histogram.prefix(MeasureClasses.most + 1).reduce(into: Tally()) {
      $0.count += $1.count
      $0.ones += $1.ones
    }
    nodes.append(
      Node(
        members: members, tally: tally, split: bestSplit(histogram, tally, least), children: nil,
        histogram: histogram))
  }

  /// Tallies of each class of each measure.
  private func histogram(of members: Range<Int>) -> [Tally] {
    let (measures, width) = (table.measures, MeasureClasses.most + 1)
    var histogram = [Tally](repeating: Tally(), count: measures * width)
    for member in order[members] {
      let one: Int32 = votes[Int(member)] ? 1 : 0
      let first = Int(member) * measures
      for k in 0..<measures {
        let place = k * width + Int(table.classes[first + k])
        histogram[place].count += 1
        histogram[place].ones += one
      }
    }
    return histogram
  }

  private func bestSplit(_ histogram: [Tally], _ all: Tally, _ least: Int32) -> Split? {
    var best: Split?
    let width = MeasureClasses.most + 1
    for measure in 0..<table.measures {
      var left = Tally()
      for place in table.bounds[measure].indices {
        left.count += histogram[measure * width + place].count
        left.ones += histogram[measure * width + place].ones
        let right = all - left
        guard left.count >= least, right.count >= least else { continue }
        let gain = left.explained + right.explained - all.explained
        if gain > best?.gain ?? 1e-6 { best = Split(gain: gain, measure: measure, place: place) }
      }
    }
    return best
  }
}
