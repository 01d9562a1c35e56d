// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Records

/// What was found in a picture of a finger or slap; kept only if it is better than what was there.
struct FingerReading: Sendable {
  var impression = ImpressionType.liveScanPlain
  var fingers: [FingerScore] = []
  /// How sure the segmentation is of each finger, 0...100.
  var confidences: [UInt8] = []
  /// What comparisons use.
  var prints: [FingerPosition: FingerprintTemplate] = [:]
  /// Minutiae on the whole picture, of a single finger.
  var minutiae: MinutiaeTemplate?
  /// What to tell the operator, the most important first.
  var reasons: [SessionFinding] = []
  /// What speaks against it whatever its score.
  var faults: [SessionFinding] = []
  /// Whether the picture leaves open which hand it shows.
  var isHandDoubtful = false
  /// Whether another slap of this name showed another hand.
  var isContested = false
  var algorithms: [AlgorithmVersion] = []

  /// Whether it can enter a record at all.
  var isUsable: Bool { !fingers.isEmpty && prints.count == fingers.count }
  /// The weakest finger's score.
  var score: UInt8? { fingers.isEmpty ? nil : fingers.map { $0.score ?? 0 }.min() }
  /// Better readings have a greater rank: without faults, more fingers over their limits, the weakest
  /// finger's score, all of them.
  var rank: [Int] { Self.rank(fingers, faults) }

  static func rank(_ fingers: [FingerScore], _ faults: [SessionFinding]) -> [Int] {
    let scores = fingers.map { Int($0.score ?? 0) }
    return [
      faults.isEmpty ? 1 : 0, fingers.count { $0.score ?? 0 >= $0.limit }, scores.min() ?? 0,
      scores.reduce(0, +),
    ]
  }
}

/// Reads pictures of fingers and slaps: plain computation, on whatever thread it is called.
struct FingerReader: Sendable {
  private let extractor: MinutiaExtractor
  private let assessor: QualityAssessor
  private let segmenter: SlapSegmenter
  private let policy: CapturePolicy

  init(_ policy: CapturePolicy, kernels: Kernels) {
    extractor = MinutiaExtractor(kernels: kernels)
    assessor = QualityAssessor(kernels: kernels)
    segmenter = SlapSegmenter(kernels: kernels)
    self.policy = policy
  }

  /// Reads a picture; what cannot be read becomes a reason, as an operator can do something about it.
  ///
  /// Throws `ImageError` for a picture without resolution or of an impossible size.
  func read(
    _ image: GrayImage, as position: FingerPosition, _ manner: CaptureManner,
    missing: Set<FingerPosition>
  ) throws -> FingerReading {
    var reading = FingerReading()
    reading.algorithms = algorithms(isSlap: manner == .slap)
    let workspace = CaptureWorkspace()
    if manner == .slap {
      try readSlap(image, position, missing, workspace, &reading)
    } else {
      try readSingle(image, position, manner, workspace, &reading)
    }
    return reading
  }

  private func readSingle(
    _ image: GrayImage, _ finger: FingerPosition, _ manner: CaptureManner,
    _ workspace: CaptureWorkspace, _ reading: inout FingerReading
  ) throws {
    let normalized = try Normalizer().normalize(image)
    guard let features = features(normalized, workspace), !features.minutiae.isEmpty else {
      reading.reasons = [.unusable(finger.name)]
      return
    }
    if manner == .roll { assessRoll(features, normalized.origin, finger, &reading) }
    let score = add(finger, normalized, features, manner, box: nil, workspace, &reading)
    reading.confidences = [100]
    reading.minutiae = try features.minutiae(
      of: finger, on: normalized.origin, impression: reading.impression, quality: score)
  }

  private func assessRoll(
    _ features: FingerprintFeatures, _ origin: NormalizedImage.Origin, _ finger: FingerPosition,
    _ reading: inout FingerReading
  ) {
    guard let roll = RollAssessment(features, of: origin) else { return }
    reading.impression = roll.impression
    reading.faults = roll.doubts().map { SessionFinding($0, part: finger.name) }
    reading.reasons = reading.faults
  }

  private func readSlap(
    _ image: GrayImage, _ slap: FingerPosition, _ missing: Set<FingerPosition>,
    _ workspace: CaptureWorkspace, _ reading: inout FingerReading
  ) throws {
    let kind = SlapKind(position: slap) ?? .automatic
    let found = segmenter.segment(
      try SlapSegmenter.normalizer.normalize(image), as: SlapRequest(kind, missing: missing),
      workspace: SlapWorkspace())
    tell(found, slap, &reading)
    // Doubts about the hand alone can be settled by another print of it; any other one cannot.
    guard Set(found.flags).isSubset(of: [.otherHand, .handUnsure]) else { return }
    for finger in found.fingersAfterReview() {
      guard let cut = found.image(of: finger, on: image) else { continue }
      let normalized = try Normalizer().normalize(cut)
      guard let features = features(normalized, workspace) else {
        reading.reasons.append(.unusable(finger.position.name))
        continue
      }
      let bounds = finger.bounds
      let box = FingerScore.Box(
        left: bounds.left, top: bounds.top, right: bounds.right + 1, bottom: bounds.bottom + 1)
      _ = add(finger.position, normalized, features, .slap, box: box, workspace, &reading)
      reading.confidences.append(UInt8((finger.confidence * 100).rounded()))
    }
    if reading.fingers.count < found.found.count { reading.fingers = [] }
  }

  /// What the segmentation doubts, the hand first: geometry alone cannot decide which one it is.
  private func tell(
    _ found: SlapSegmentation, _ slap: FingerPosition, _ reading: inout FingerReading
  ) {
    reading.isHandDoubtful = found.flags.contains(.otherHand) || found.flags.contains(.handUnsure)
    let wrong = found.hand.flatMap {
      HandCheck.reason(declared: slap, decided: $0.position, confidence: $0.confidence)
    }
    if let wrong {
      reading.isHandDoubtful = true
      reading.reasons.append(SessionFinding(wrong, part: slap.name))
    }
    reading.reasons += found.flags.map { SessionFinding($0, part: slap.name) }
  }

  private func features(
    _ image: NormalizedImage, _ workspace: CaptureWorkspace
  ) -> FingerprintFeatures? {
    try? extractor.extract(image, workspace: workspace.extraction)
  }

  /// Scores a finger and keeps its print; gives the score.
  private func add(
    _ finger: FingerPosition, _ image: NormalizedImage, _ features: FingerprintFeatures,
    _ manner: CaptureManner, box: FingerScore.Box?, _ workspace: CaptureWorkspace,
    _ reading: inout FingerReading
  ) -> UInt8? {
    let assessment = assessor.assess(
      image, minutiae: ExtractedMinutiae(features), workspace: workspace.quality)
    let score = try? assessment.score.get()
    let limit = policy.limit(of: finger, manner).accept
    reading.fingers.append(FingerScore(finger: finger, score: score, limit: limit, box: box))
    reading.prints[finger] = features.template(
      position: finger, impression: reading.impression, quality: score)
    if score ?? 0 < limit {
      reading.reasons += assessment.reasons.prefix(1).map { SessionFinding($0, part: finger.name) }
    }
    return score
  }

  private func algorithms(isSlap: Bool) -> [AlgorithmVersion] {
    let model = assessor.model.identity
    let stages = (isSlap ? ["slap-segmentation"] : []) + ["normalization", "minutia-extraction"]
    return stages.map { AlgorithmVersion(name: $0, version: Release.version) }
      + [AlgorithmVersion(name: "quality", version: "\(model.name) \(model.digest.prefix(8))")]
  }
}
