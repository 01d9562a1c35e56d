// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Computes the quality of finger images as NFIQ 2.3 does (ISO/IEC 29794-4).
///
/// The 65 measures that need no minutiae equal the reference's. The score is the reference's where
/// the model is NIST's and the minutiae are FingerJetFX's; with others it is compatible, not equal.
public struct QualityAssessor: Sendable {
  /// The forest that makes the score.
  public let model: QualityModel
  private let kernels: any QualityKernels

  /// Takes the model and the loops; results are the same with all loops.
  public init(model: QualityModel = .standard, kernels: Kernels = .best) {
    self.model = model
    self.kernels = kernels.quality
  }

  /// Assesses a normalized image of one finger; about 2 ms at 416x560 on one core.
  public func assess(
    _ image: NormalizedImage, minutiae: some MinutiaeProvider, workspace: QualityWorkspace
  ) -> QualityAssessment {
    do throws(MissingScore) {
      let native = try NativeMeasurement(image, workspace, kernels)
      return assess(native, minutiae, workspace)
    } catch {
      let grey = GreyMoments(of: image)
      return result(
        .failure(error), nil,
        ActionableValues(
          mean: grey.mean, deviation: grey.deviation, minutiae: nil, regionPixels: nil), minutiae)
    }
  }

  private func assess(
    _ native: NativeMeasurement, _ provider: some MinutiaeProvider, _ w: QualityWorkspace
  ) -> QualityAssessment {
    var measures = native.measures
    let score: Result<UInt8, MissingScore>
    do throws(MissingScore) {
      let meter = MinutiaMeter(
        image: w.pixels, frame: native.frame, grey: native.grey, kernels: kernels)
      measures.minutiae = try provider.measures(meter)
      score = .success(model.forest.score(measures))
    } catch {
      score = .failure(error)
    }
    let actionable = ActionableValues(
      mean: native.grey.mean, deviation: native.grey.deviation,
      minutiae: measures.minutiae?.count, regionPixels: native.regionPixels)
    return result(score, measures, actionable, provider)
  }

  private func result(
    _ score: Result<UInt8, MissingScore>, _ measures: NativeMeasures?,
    _ actionable: ActionableValues, _ provider: some MinutiaeProvider
  ) -> QualityAssessment {
    QualityAssessment(
      score: score, measures: measures, actionable: actionable, model: model.identity,
      minutiaeProvider: provider.name)
  }
}
