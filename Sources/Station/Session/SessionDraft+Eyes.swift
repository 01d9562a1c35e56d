// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Imaging
import Iris
import Records

/// Both eyes, and the face.
extension SessionDraft {
  mutating func capture(
    _ pictures: [PresentedEye], _ context: CommandContext
  ) async throws(SessionError) {
    guard !pictures.isEmpty, Set(pictures.map(\.eye)).count == pictures.count else {
      throw .invalid(
        "pictures", "Give one picture of each eye.", "Hãy đưa mỗi mắt một ảnh.")
    }
    for picture in pictures { try capture(picture.picture, of: picture.eye, context) }
    doubtEyes(context.desk.kernels)
  }

  private mutating func capture(
    _ picture: Presentation, of eye: EyeLabel, _ context: CommandContext
  ) throws(SessionError) {
    guard let index = state.eyes.firstIndex(where: { $0.eye == eye }),
      state.eyes[index].status != .excepted
    else {
      throw SessionError(
        .notNow, part: eye.name, "This session does not ask for the \(eye.name).",
        vietnamese: "Hồ sơ này không cần chụp mắt này.")
    }
    let sample = EyeSample(
      label: eye, image: picture.image, device: picture.device, frameDigest: picture.frameDigest)
    let taken: TakenEye?
    do throws(EyeCaptureError) {
      taken = try IrisCapture(kernels: context.desk.kernels).take(
        sample, at: context.time, IrisWorkspace())
    } catch {
      guard error.code == "quality-below-threshold" else { throw .unusable(eye.name, error) }
      taken = nil
    }
    try keep(taken, picture, index, context)
  }

  private mutating func keep(
    _ taken: TakenEye?, _ picture: Presentation, _ index: Int, _ context: CommandContext
  ) throws(SessionError) {
    let eye = state.eyes[index].eye
    var reasons: [SessionFinding] = taken == nil ? [.noEye(eye.name)] : []
    var isKept = false
    if let taken {
      let isOperators = isOperators(taken.code, context.desk)
      if isOperators { reasons.append(.operatorsEye(eye.name)) }
      reasons += taken.feedback.map { [SessionFinding($0, part: eye.name)] } ?? []
      let wasDoubtful = state.eyes[index].doubts.contains(where: \.blocks)
      let isBetter = taken.score > state.eyes[index].score ?? 0
      isKept = !isOperators && (state.eyes[index].best == nil || isBetter || wasDoubtful)
      if isKept { store(taken, eye, context) }
    }
    let number = state.eyes[index].attempts.count + 1
    state.eyes[index].attempts.append(
      Attempt(
        number: number, at: context.at, officer: context.officer, device: picture.device,
        score: taken?.score, reasons: reasons))
    guard isKept else { return }
    state.eyes[index].best = number
    state.eyes[index].score = taken?.score
    state.eyes[index].override = nil
  }

  private func isOperators(_ code: IrisCode, _ desk: SessionDesk) -> Bool {
    let comparator = IrisComparator(kernels: desk.kernels)
    return desk.operators.flatMap(\.eyes).contains {
      EyePairCheck(comparator.compare(code, $0)) == .sameEyeTwice
    }
  }

  private mutating func store(_ taken: TakenEye, _ eye: EyeLabel, _ context: CommandContext) {
    eyes.removeAll { $0.eye == eye }
    let side: Float = taken.vote.label == .left ? -1 : taken.vote.label == .right ? 1 : 0
    eyes.append(
      KeptEye(
        eye: eye, kind: taken.capture.kind.rawValue,
        secondsSince1970: context.time.secondsSince1970, outline: taken.capture.outline,
        score: taken.score, device: taken.capture.provenance.device,
        frameSha256: taken.capture.provenance.frameDigest.hexadecimal,
        algorithms: taken.capture.provenance.algorithms, sideVote: side * taken.vote.strength))
    blobs[BlobName.image(eye)] = taken.capture.image.bytes
    blobs[BlobName.code(eye)] = taken.code.encoded()
  }

  /// One eye in both pictures is a doubt of the later one; eyes that look swapped are a hint.
  private mutating func doubtEyes(_ kernels: Kernels) {
    for index in state.eyes.indices { state.eyes[index].doubts = [] }
    guard let right = eyes.first(where: { $0.eye == .right }),
      let left = eyes.first(where: { $0.eye == .left }), let later = eyes.last?.eye,
      let index = state.eyes.firstIndex(where: { $0.eye == later }),
      let codes = Optional([right, left].compactMap(code)), codes.count == 2
    else { return }
    let comparison = IrisComparator(kernels: kernels).compare(codes[0], codes[1])
    if EyePairCheck(comparison) == .sameEyeTwice { state.eyes[index].doubts = [.sameEyeTwice] }
    // As `EyeSideVote.looksSwapped`: both votes together speak for the other order.
    if right.sideVote - left.sideVote < 0 { state.eyes[index].doubts.append(.eyesSwapped) }
  }

  private func code(_ kept: KeptEye) -> IrisCode? {
    blobs[BlobName.code(kept.eye)].flatMap { try? IrisCode(decoding: $0) }
  }
}
