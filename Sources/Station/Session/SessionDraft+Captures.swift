// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Fingerprint
import Imaging
import Records

/// Fingers and slaps: the best of all attempts is kept, and everything is held against everything.
extension SessionDraft {
  mutating func capture(
    _ position: FingerPosition, _ picture: Presentation, _ context: CommandContext
  ) async throws(SessionError) {
    let index = try captureIndex(position, context.policy)
    let manner = state.captures[index].manner
    let reader = FingerReader(context.policy, kernels: context.desk.kernels)
    var reading: FingerReading
    do {
      reading = try reader.read(
        picture.image, as: position, manner, missing: exceptedFingers)
    } catch {
      throw .unusable(position.name, error)
    }
    if isOperators(reading, context.desk) {
      reading.reasons.insert(.operatorsFinger(position.name), at: 0)
      reading.fingers = []
    }
    holdAgainstEarlier(&reading, position, context.desk.kernels)
    let (isKept, doubts) = try keep(reading, position, picture, index, context)
    let number = state.captures[index].attempts.count + 1
    state.captures[index].attempts.append(
      Attempt(
        number: number, at: context.at, officer: context.officer, device: picture.device,
        score: reading.score, reasons: doubts + reading.reasons))
    if isKept {
      state.captures[index].best = number
      state.captures[index].override = nil
    }
  }

  /// The capture of the profile, or the extra finger that a doubt about a hand asks for.
  private mutating func captureIndex(
    _ position: FingerPosition, _ policy: CapturePolicy
  ) throws(SessionError) -> Int {
    guard !exceptedFingers.isSuperset(of: position.fingers) else {
      throw SessionError(
        .notNow, part: position.name,
        "This finger is declared as an exception; take the exception back first.",
        vietnamese: "Ngón này đã khai ngoại lệ; hãy bỏ ngoại lệ trước.")
    }
    if let index = state.captures.firstIndex(where: { $0.position == position }) { return index }
    let isAskedFor = state.captures.contains {
      $0.position.fingers.contains(position) && $0.doubts.contains(where: \.asksForFinger)
    }
    guard position.isSingleFinger, isAskedFor else {
      throw SessionError(
        .notNow, part: position.name, "This session does not ask for \(position.name).",
        vietnamese: "Hồ sơ này không cần thu \(position.name).")
    }
    state.captures.append(
      CaptureState(
        position: position, manner: .plain, attemptsLeft: policy.attempts(of: position, .plain)))
    return state.captures.count - 1
  }

  /// Two slaps of one name that show different hands, neither doubted by its geometry, leave open
  /// which is right: a finger alone has to say, whichever of both is kept.
  mutating func holdAgainstEarlier(
    _ reading: inout FingerReading, _ position: FingerPosition, _ kernels: Kernels
  ) {
    guard !position.isSingleFinger,
      let index = fingers.firstIndex(where: { $0.position == position })
    else { return }
    if reading.isUsable, !reading.isHandDoubtful, !fingers[index].isHandDoubtful,
      SlapHandCheck().isAnotherHand(
        reading.prints.mapValues { TemplateIndex($0) },
        prints(of: fingers[index]).mapValues { TemplateIndex($0) },
        comparator: Comparator(kernels: kernels), workspace: ComparisonWorkspace())
    {
      fingers[index].isContested = true
    }
    reading.isContested = fingers[index].isContested ?? false
  }

  private func isOperators(_ reading: FingerReading, _ desk: SessionDesk) -> Bool {
    guard !desk.operators.isEmpty else { return false }
    let comparator = Comparator(kernels: desk.kernels)
    let workspace = ComparisonWorkspace()
    let known = desk.operators.flatMap(\.fingers)
    return reading.prints.values.contains { print in
      let index = TemplateIndex(print)
      return known.contains {
        comparator.compare(index, $0, workspace: workspace).score >= Self.operatorScore
      }
    }
  }

  /// Ten points are a factor of ten: one in 300,000 pairs of different fingers reaches it, where a
  /// session's twenty prints meet fifty of five operators.
  private static let operatorScore: Float = 55

  /// Keeps a reading that is better than what is there; gives whether it was, and what it is doubted
  /// for.
  private mutating func keep(
    _ reading: FingerReading, _ position: FingerPosition, _ picture: Presentation, _ index: Int,
    _ context: CommandContext
  ) throws(SessionError) -> (isKept: Bool, doubts: [SessionFinding]) {
    guard reading.isUsable else { return (false, []) }
    let old = state.captures[index]
    let wasDoubtful = old.doubts.contains(where: \.blocks)
    let faults = fingers.first { $0.position == position }?.faults ?? []
    let oldRank = FingerReading.rank(old.fingers, faults)
    let isBetter = old.best == nil || oldRank.lexicographicallyPrecedes(reading.rank)
    guard isBetter || wasDoubtful else {
      doubt(context.desk.kernels)
      return (false, [])
    }
    let before = self
    try store(reading, position, picture, context)
    state.captures[index].fingers = reading.fingers
    state.captures[index].width = picture.image.width
    state.captures[index].height = picture.image.height
    doubt(context.desk.kernels)
    let doubts = state.captures[index].doubts
    guard doubts.contains(where: \.blocks), old.best != nil, !wasDoubtful else {
      return (true, doubts)
    }
    // A good one is not given up for one that shows another finger.
    self = before
    doubt(context.desk.kernels)
    return (false, doubts)
  }

  private mutating func store(
    _ reading: FingerReading, _ position: FingerPosition, _ picture: Presentation,
    _ context: CommandContext
  ) throws(SessionError) {
    let encoded: EncodedImage
    do {
      encoded = try EncodedImage(of: picture.image)
      // Refuses a device's name that no record could hold.
      _ = try Provenance(device: picture.device, frameDigest: picture.frameDigest)
    } catch {
      throw .unusable(position.name, error)
    }
    let order = (fingers.map(\.order).max() ?? 0) + 1
    fingers.removeAll { $0.position == position }
    fingers.append(
      KeptFinger(
        position: position, impression: reading.impression,
        secondsSince1970: context.time.secondsSince1970,
        pixelsPerInch: encoded.resolution.pixelsPerInch, fingers: reading.fingers,
        confidences: reading.confidences, device: picture.device,
        frameSha256: picture.frameDigest.hexadecimal, algorithms: reading.algorithms, order: order,
        isHandDoubtful: reading.isHandDoubtful, isContested: reading.isContested,
        faults: reading.faults))
    blobs[BlobName.image(position)] = encoded.bytes
    blobs[BlobName.minutiae(position)] = reading.minutiae.map {
      FingerprintTemplate(minutiae: $0).encoded()
    }
    for (finger, print) in reading.prints {
      blobs[BlobName.print(finger, of: position)] = print.encoded()
    }
  }

  /// Holds everything that is kept against everything else.
  mutating func doubt(_ kernels: Kernels) {
    let kept = fingers.map { kept in
      let prints = prints(of: kept)
      return CaptureDoubts.Kept(
        position: kept.position, order: kept.order,
        isHandDoubtful: kept.isHandDoubtful || kept.isContested ?? false,
        prints: prints.mapValues { TemplateIndex($0) },
        breadths: prints.compactMapValues { $0.orientation?.breadth },
        isRoll: kept.impression == .liveScanRolled)
    }
    let doubts = CaptureDoubts(kept, kernels: kernels).all()
    for index in state.captures.indices {
      let position = state.captures[index].position
      let faults = Set(fingers.first { $0.position == position }?.faults.map(\.code) ?? [])
      state.captures[index].doubts = (doubts[position] ?? []).filter { !faults.contains($0.code) }
    }
  }

  private func prints(of kept: KeptFinger) -> [FingerPosition: FingerprintTemplate] {
    kept.fingers.reduce(into: [:]) { prints, finger in
      let bytes = blobs[BlobName.print(finger.finger, of: kept.position)]
      prints[finger.finger] = bytes.flatMap { try? FingerprintTemplate(decoding: $0) }
    }
  }
}

extension SessionFinding {
  /// The same as something to look at that stops nothing.
  var asHint: SessionFinding {
    SessionFinding(code, part: part, blocks: false, vietnamese: vietnamese, english: english)
  }
}

extension SessionError {
  static func unusable(_ part: String, _ cause: any Error) -> SessionError {
    let found = (cause as? any ExplainedError)?.message ?? "it cannot be read."
    return SessionError(
      .unusablePicture, part: part, "The picture of \(part) cannot be used: \(found)",
      vietnamese: "Ảnh không dùng được; hãy kiểm tra thiết bị và lấy lại.", cause: cause)
  }
}
