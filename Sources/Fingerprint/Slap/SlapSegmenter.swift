// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Finds the fingertips of a slap and names them, and says when it is not sure.
///
/// A wrong label is worse than no label: every stage leaves evidence, and what speaks against the
/// labels becomes a flag. Stages: a map of how ridge-like each place is; its blobs, cut into
/// fingertips and joints in the frame of the hand, for several angles of the hand; the best of all
/// ways to give the pieces names, and what contradicts it.
public struct SlapSegmenter: Sendable {
  /// The numbers that the stages work with.
  public let parameters: SlapParameters
  /// The loops to use; results are the same with all.
  public let kernels: Kernels
  private let probe: RidgeProbe

  /// Builds the tables; keep the value and use it for many images.
  public init(parameters: SlapParameters = .init(), kernels: Kernels = .best) {
    self.parameters = parameters
    self.kernels = kernels
    probe = RidgeProbe()
  }

  /// What a slap is normalized with: its borders stay, because a finger that the image cuts must be
  /// told from one that ends beside empty paper.
  public static let normalizer: Normalizer = {
    var parameters = NormalizerParameters()
    parameters.cropsBorders = false
    return Normalizer(parameters: parameters)
  }()

  /// Takes an image that `normalizer` made; an image without fingers gives none and a flag.
  public func segment(
    _ image: NormalizedImage, as request: SlapRequest, workspace w: SlapWorkspace,
    trace: (any StageTrace)? = nil
  ) -> SlapSegmentation {
    let pictures = trace.map { SlapPictures(image: image, trace: $0) }
    w.load(image)
    parameters.texture.run(w, kernels)
    parameters.ridges.run(w, probe, kernels)
    pictures?.ridges(w)
    parameters.holes.run(w, kernels)
    parameters.pieces.findBlobs(w)
    pictures?.blobs(w)
    let readings = readings(w, request)
    let verdict = parameters.judgement.judge(readings, request, w)
    let result = verdict.result(for: image, request)
    pictures?.labels(verdict, result)
    return result
  }

  /// What the sharpest angles give, and the grid between them where none of those explains the
  /// picture nearly as well as it can be explained.
  private func readings(_ w: SlapWorkspace, _ request: SlapRequest) -> [SlapReading] {
    let angles = parameters.angles.candidates(w)
    let sharpest = angles.sharpest.map { read(w, degrees: $0, request) }
    guard !sharpest.contains(where: \.isClear) else { return sharpest }
    return sharpest + angles.grid.map { read(w, degrees: $0, request) }
  }

  /// Everything that follows from one angle of the hand.
  private func read(_ w: SlapWorkspace, degrees: Int, _ request: SlapRequest) -> SlapReading {
    let frame = HandFrame(degrees: Double(degrees), w)
    let pieces = parameters.pieces.cut(frame, w)
    let candidates = parameters.candidates.choose(from: pieces)
    return parameters.labelling.best(
      of: candidates, frame, request, hand: parameters.judgement.hand)
  }
}
