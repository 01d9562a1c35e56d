// SPDX-License-Identifier: Apache-2.0

@testable import Fingerprint
import Imaging
import Testing

@Suite(
  "Native quality measures equal NFIQ 2.3",
  .enabled(if: ReferenceMeasures.isPresent, "SKIPPED: ../shared/data/nfiq2 is absent"))
struct NativeMeasurementTests {
  let reference: ReferenceMeasures

  init() throws { reference = try ReferenceMeasures() }

  @Test("The measures have the names and the order of the reference")
  func names() {
    #expect(QualityMeasure.inForestOrder.map(\.name) == reference.measureNames)
  }

  @Test("Every measure of every image: counts exactly, numbers to a millionth")
  func measures() throws {
    let workspace = QualityWorkspace()
    for row in reference.rows where row.values["error"] == nil {
      let found = try NativeMeasurement(row.normalizedImage(), workspace, Kernels.best.quality)
      #expect(Double(found.frame.width) == row.number("cropped_width"), "\(row.image)")
      #expect(Double(found.frame.height) == row.number("cropped_height"), "\(row.image)")
      #expect(
        Double(found.regionPixels) == row.number("SufficientFingerprintForeground"), "\(row.image)")
      #expect(agrees(found.grey.deviation, row.number("UniformImage")), "\(row.image)")
      for measure in QualityMeasure.inForestOrder where !measure.needsMinutiae {
        let value = try #require(found.measures[measure])
        #expect(agrees(value, row.number(measure.name)), "\(row.image) \(measure.name)")
      }
    }
  }

  @Test("A white image has no score, as in the reference")
  func blank() throws {
    let row = try #require(reference.rows.first { $0.values["error"]?.contains("blank") == true })
    #expect(throws: MissingScore.blank) {
      try NativeMeasurement(row.normalizedImage(), QualityWorkspace(), Kernels.best.quality)
    }
  }

  /// Whole numbers exactly, others to 1e-6 of the expected value.
  private func agrees(_ value: Double, _ expected: Double?) -> Bool {
    guard let expected else { return false }
    return abs(value - expected) <= 1e-6 * abs(expected) * (expected == expected.rounded() ? 0 : 1)
  }
}
