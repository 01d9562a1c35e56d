// SPDX-License-Identifier: Apache-2.0

import Fingerprint

/// One regression tree for each tree of a teacher: it learns how that one votes.
///
/// A tree sees only vectors and votes, none of the teacher's nodes: its splits stand between vectors.
/// Its leaves hold the share of ones among the vectors that reach them. One tree's vote has a root
/// that greedy growth finds, the sum of a hundred has none: on sensors like those of training this is
/// closer than boosting of the same size (by half a point in the mean), on better ones than any of
/// them farther off, because shares of few vectors draw towards the middle.
struct VoteTrees {
  /// Leaves of each tree; more fit closer and make a larger file (about 10 bytes a leaf).
  var leaves = 150
  /// Vectors that a leaf needs.
  var leastInLeaf = 5

  let teacher: DecisionForest

  init(teacher: DecisionForest) { self.teacher = teacher }

  /// Fits the votes on these vectors; each has a number for each measure in forest order.
  func fit(_ table: MeasureClasses, _ vectors: [[Float]]) -> FittedForest {
    let votes = vectors.map { teacher.answers(inputs: $0).map { $0 > 0.5 } }
    let trees = (0..<teacher.treeCount).map { tree in
      let growth = VoteTree(table, votes.map { $0[tree] })
      growth.grow(leaves: leaves, leastInLeaf: leastInLeaf)
      return growth.tree(pointsPerVote: 100 / Float(teacher.treeCount))
    }
    return FittedForest(start: 0, trees: trees)
  }
}
