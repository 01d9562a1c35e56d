// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Draws what a stage left in the workspace.
struct StagePictures {
  let workspace: ExtractionWorkspace
  let trace: any StageTrace

  func draw(_ stage: ExtractionStage) {}
}
