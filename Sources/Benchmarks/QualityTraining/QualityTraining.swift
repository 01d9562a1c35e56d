// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Fingerprint
public import Imaging
import SampleKit

/// Makes the default quality model: trees of our own that reproduce the score of a teacher, NIST's
/// forest, from the native quality measures.
///
/// The teacher is asked about the measures of real images, of alterations of them and of synthetic
/// impressions, and about mixtures: vectors that take each family's measures from one image or from
/// another. Mixtures are what lets few images say what the teacher answers anywhere between them.
/// The same images and teacher give the same model, byte for byte.
public struct QualityTraining {
  private let teacher: QualityModel
  private let assessor: QualityAssessor
  private let workspace = QualityWorkspace()
  private let extraction = ExtractionWorkspace()
  private let extractor = MinutiaExtractor()
  private var draw = SeededGenerator(seed: 2_300)
  /// Measures in forest order.
  private var vectors: [[Float]] = []

  /// Vectors that training uses, mixtures included.
  private static let vectorCount = 40_000

  /// Takes the model whose scores are to be reproduced.
  public init(teacher: QualityModel) {
    self.teacher = teacher
    assessor = QualityAssessor(model: teacher)
  }

  /// Adds an image at 500 ppi and alterations of it.
  public mutating func add(_ image: NormalizedImage) {
    add(unaltered: image)
    for alteration in ImageAlteration.all {
      if let altered = alteration.apply(image) { add(unaltered: altered) }
    }
  }

  /// Adds synthetic impressions of all degrees of dryness, wetness, pressure and contrast.
  public mutating func addSynthetic(fingers: Int, impressions: Int) throws {
    for number in 0..<fingers {
      let finger = MasterFinger(seed: 7000 + UInt64(number), position: .rightIndex)
      for impression in 0..<impressions {
        var conditions = ImpressionConditions()
        conditions.moisture = draw.uniform(-1, 1)
        conditions.pressure = draw.uniform(-1, 1)
        conditions.contrast = draw.uniform(0.3, 1)
        conditions.noise = draw.uniform(0.5, 3)
        conditions.roughness = draw.uniform(0, 1)
        conditions.contactAxes.y = draw.uniform(90, 220)
        let made = FingerImpression(
          of: finger, on: impression % 2 == 0 ? .optical : .compact, conditions,
          seed: UInt64(1000 * number + impression))
        add(unaltered: try Normalizer().normalize(made.image))
      }
    }
  }

  /// Fits the trees and gives the model under this name.
  public mutating func model(named name: String) throws -> QualityModel {
    var training = vectors
    while training.count < Self.vectorCount, !vectors.isEmpty { training.append(mixture()) }
    let labels = training.map { Float(teacher.forest.score(inputs: $0)) }
    let columns = QualityMeasure.inForestOrder.indices.map { input in training.map { $0[input] } }
    return try QualityModel(name: name, forest: BoostedTrees().fit(columns, labels))
  }

  private mutating func add(unaltered image: NormalizedImage) {
    let minutiae = ExtractedMinutiae(try? extractor.extract(image, workspace: extraction))
    let result = assessor.assess(image, minutiae: minutiae, workspace: workspace)
    guard case .success = result.score, let measures = result.measures else { return }
    vectors.append(QualityMeasure.inForestOrder.map { Float(measures[$0] ?? 0) })
  }

  /// Starts and ends of the measures that belong together in the forest's order.
  private static let families = [
    0..<12, 12..<16, 16..<17, 17..<29, 29..<31, 31..<43, 43..<55, 55..<57, 57..<69,
  ]

  private mutating func mixture() -> [Float] {
    let (a, b) = (draw.index(below: vectors.count), draw.index(below: vectors.count))
    var mixed = vectors[a]
    for family in Self.families where draw.chance(0.4) {
      mixed.replaceSubrange(family, with: vectors[b][family])
    }
    return mixed
  }
}
