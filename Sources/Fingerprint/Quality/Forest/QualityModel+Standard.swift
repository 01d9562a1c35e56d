// SPDX-License-Identifier: Apache-2.0

internal import CQualityModel

extension QualityModel {
  /// The model that the program carries: trees of our own, trained by `sinhtrac quality train` to
  /// reproduce the scores of NFIQ 2.3.
  ///
  /// With this library's minutiae its scores differ by 3.8 points in the mean from those of NFIQ 2.3
  /// on the 333 scored images of the reference's tables, whose measures training has seen. Models
  /// trained without one sensor differ on that sensor's images by 4.0 (FVC2002 DB4_B), 4.3 (FVC2002
  /// DB2_B), 5.1 (FVC2004 DB2_B) and 7.1 points (FVC2002 DB1_B, whose best prints are better than any
  /// others); 5.2 over all. `sinhtrac quality train --expected` measures this anew.
  public static let standard: QualityModel = {
    let bytes = UnsafeBufferPointer(start: quality_model_bytes(), count: quality_model_count())
    guard let model = try? QualityModel(compact: Array(bytes)) else {
      preconditionFailure("the quality model inside the program is damaged: build it again")
    }
    return model
  }()
}
