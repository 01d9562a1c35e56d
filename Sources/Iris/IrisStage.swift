// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The stages of iris extraction in the order they run; raw values name them in traces and benchmarks.
public enum IrisStage: String, Sendable, Hashable, CaseIterable {
  case reduction, candidates, hypotheses, choice, contours, sheet, mask, code, quality
}

/// Runs a stage, then tells whoever watches: a benchmark's clock, a trace.
struct IrisStageObserver {
  let workspace: IrisWorkspace
  let trace: (any StageTrace)?

  func callAsFunction(_ stage: IrisStage, _ run: () -> Void) {
    run()
    workspace.stageEnded?(stage)
    if let trace { IrisStagePictures(workspace: workspace, trace: trace).draw(stage) }
  }
}
