// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Fingerprint
public import Imaging
import SampleKit

/// Makes the default quality model: trees of our own that reproduce the score of a teacher, NIST's
/// forest, from the native quality measures.
///
/// The teacher is asked about the measures of real images, of alterations of them, of synthetic
/// impressions, and of mixtures of all these. The same images and teacher give the same model, byte
/// for byte.
public struct QualityTraining {
  /// How far a model trained without a group of images is from the right scores of that group.
  public struct HeldOutError: Sendable {
    /// The group's name.
    public let group: String
    /// Images of the group that have a score.
    public let images: Int
    /// Mean absolute difference from the scores that were given with the images.
    public let expected: Double
    /// Mean absolute difference from the teacher's scores of the same measures.
    public let teacher: Double
  }

  private let teacher: QualityModel
  private let assessor: QualityAssessor
  private let workspace = QualityWorkspace()
  private let extraction = ExtractionWorkspace()
  private let extractor = MinutiaExtractor()
  private var draw = SeededGenerator(seed: 2_300)
  private var examples: [Example] = []

  /// Measures of one image in forest order.
  private struct Example {
    let group: String
    /// The score to reach; nil for images made by training.
    let expected: Double?
    let inputs: [Float]
  }

  /// Alterations of each image; more than ten change nothing that can be measured.
  private static let alterations = 12

  /// Mixtures that trees are grown on, and those that the result is stretched on.
  private static let (mixtures, unseenMixtures) = (120_000, 8_000)

  /// Takes the model whose scores are to be reproduced.
  public init(teacher: QualityModel) {
    self.teacher = teacher
    assessor = QualityAssessor(model: teacher)
  }

  /// Adds an image at 500 ppi and alterations of it; `expected` is the score that NFIQ 2 gives it, if
  /// that is known. Held-out errors are told by group.
  public mutating func add(_ image: NormalizedImage, group: String, expected: Double? = nil) {
    add(image, group, expected)
    for _ in 0..<Self.alterations {
      let alteration = ImageAlteration(of: image, &draw)
      if let altered = alteration.apply(image) { add(altered, group, nil) }
    }
  }

  /// Adds synthetic impressions of all degrees of dryness, wetness, pressure and contrast.
  public mutating func addSynthetic(fingers: Int, impressions: Int) throws {
    for number in 0..<fingers {
      let finger = MasterFinger(seed: 7000 + UInt64(number), position: .rightIndex)
      for impression in 0..<impressions {
        let made = FingerImpression(
          of: finger, on: impression % 2 == 0 ? .optical : .compact, conditions(),
          seed: UInt64(1000 * number + impression))
        add(try Normalizer().normalize(made.image), "synthetic", nil)
      }
    }
  }

  /// Fits the trees to all images and gives the model under this name.
  public func model(named name: String) throws -> QualityModel {
    try QualityModel(name: name, forest: forest(of: examples.map(\.inputs)))
  }

  /// For each group with expected scores: the error of a model that has seen nothing of the group.
  public func heldOutErrors() throws -> [HeldOutError] {
    let judged = examples.filter { $0.expected != nil }
    return try Set(judged.map(\.group)).sorted().map { group in
      let others = examples.filter { $0.group != group }
      let student = try forest(of: others.map(\.inputs))
      return error(of: student, group, judged.filter { $0.group == group })
    }
  }

  private func error(
    of student: DecisionForest, _ group: String, _ examples: [Example]
  ) -> HeldOutError {
    let count = Double(max(examples.count, 1))
    var sums = (expected: 0.0, teacher: 0.0)
    for example in examples {
      let score = Double(student.score(inputs: example.inputs))
      sums.expected += abs(score - (example.expected ?? score))
      sums.teacher += abs(score - Double(teacher.forest.score(inputs: example.inputs)))
    }
    return HeldOutError(
      group: group, images: examples.count, expected: sums.expected / count,
      teacher: sums.teacher / count)
  }

  /// The mean of two kinds of trees, stretched so that it neither flatters bad nor slights good
  /// prints among mixtures that it has not seen.
  private func forest(of vectors: [[Float]]) throws -> DecisionForest {
    var mixer = MeasureMixer(vectors, teacher: teacher.forest)
    let seen = vectors + vectors + mixer.mixtures(Self.mixtures)
    let table = MeasureClasses(seen)
    let labels = seen.map { Float(teacher.forest.score(inputs: $0)) }
    let student = VoteTrees(teacher: teacher.forest).fit(table, seen)
      .mean(with: BoostedTrees().fit(table, labels))
    let (slope, offset) = try stretch(student.built(), mixer.mixtures(Self.unseenMixtures))
    return try student.stretched(by: slope, offset: offset).built()
  }

  /// The straight line from the student's scores to the teacher's, by least squares.
  private func stretch(
    _ student: DecisionForest, _ vectors: [[Float]]
  ) -> (slope: Float, offset: Float) {
    let pairs = vectors.map {
      (x: Double(student.score(inputs: $0)), y: Double(teacher.forest.score(inputs: $0)))
    }
    let count = Double(max(pairs.count, 1))
    let (meanX, meanY) = (
      pairs.reduce(0) { $0 + $1.x } / count, pairs.reduce(0) { $0 + $1.y } / count
    )
    let xy = pairs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let xx = pairs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let slope = xx > 0 ? xy / xx : 1
    return (Float(slope), Float(meanY - slope * meanX))
  }

  private mutating func add(_ image: NormalizedImage, _ group: String, _ expected: Double?) {
    let minutiae = ExtractedMinutiae(try? extractor.extract(image, workspace: extraction))
    let result = assessor.assess(image, minutiae: minutiae, workspace: workspace)
    guard case .success = result.score, let measures = result.measures else { return }
    let inputs = QualityMeasure.inForestOrder.map { Float(measures[$0] ?? 0) }
    examples.append(Example(group: group, expected: expected, inputs: inputs))
  }

  private mutating func conditions() -> ImpressionConditions {
    var conditions = ImpressionConditions()
    conditions.moisture = draw.uniform(-1, 1)
    conditions.pressure = draw.uniform(-1, 1)
    conditions.contrast = draw.uniform(0.3, 1)
    conditions.noise = draw.uniform(0.5, 3)
    conditions.roughness = draw.uniform(0, 1)
    conditions.contactAxes.y = draw.uniform(90, 220)
    return conditions
  }
}
