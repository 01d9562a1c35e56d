// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The stages of extraction in the order they run; raw values name them in traces and benchmarks.
public enum ExtractionStage: String, Sendable, Hashable, CaseIterable {
  case normalisation, gradient, segmentation, orientation, frequency
  case firstFilter = "first-filter"
  case refinement, trust
  case secondFilter = "second-filter"
  case finalField = "final-field"
  case residues, pruning, quality
}

/// Runs a stage, then tells whoever watches: a benchmark's clock, a trace.
struct StageObserver {
  let workspace: ExtractionWorkspace
  let trace: (any StageTrace)?

  func callAsFunction(_ stage: ExtractionStage, _ run: () -> Void) {
    run()
    workspace.stageEnded?(stage)
    if let trace { StagePictures(workspace: workspace, trace: trace).draw(stage) }
  }
}
