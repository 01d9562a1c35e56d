// SPDX-License-Identifier: Apache-2.0

internal import CQualityModel

extension QualityModel {
  /// The model that the program carries: trees of our own, trained by `sinhtrac quality train` to
  /// reproduce the scores of NFIQ 2.3.
  ///
  /// With this library's minutiae its scores differ by less than 4.0 points in the mean from those of
  /// NFIQ 2.3 on the 333 scored images of the reference's tables, which it has seen in training.
  public static let standard: QualityModel = {
    let bytes = UnsafeBufferPointer(start: quality_model_bytes(), count: quality_model_count())
    guard let model = try? QualityModel(compact: Array(bytes)) else {
      preconditionFailure("the quality model inside the program is damaged: build it again")
    }
    return model
  }()
}
