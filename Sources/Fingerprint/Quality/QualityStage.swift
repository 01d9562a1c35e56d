// SPDX-License-Identifier: Apache-2.0

/// The stages of quality assessment, in the order in which they run.
public enum QualityStage: String, Sendable, Hashable, CaseIterable {
  /// White rows and columns are cut off.
  case frame
  /// Greys and gradients of cells and of blocks, and the directions of the blocks.
  case blocks
  /// Profiles across the ridges: FDA, LCS and RVUP.
  case profiles
  /// The region of interest.
  case region
  /// What is summed up from cells and blocks: OCL, OF, coherence.
  case summaries
  /// The measures at minutiae.
  case minutiae
  /// The score.
  case forest
  /// The reasons for the operator.
  case reasons
}
