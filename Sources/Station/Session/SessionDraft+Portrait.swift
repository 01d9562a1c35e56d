// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Imaging
import Records

/// The face, and what is accepted below its limit.
extension SessionDraft {
  mutating func capture(
    _ picture: PresentedPortrait, _ context: CommandContext
  ) throws(SessionError) {
    guard var face = state.portrait else {
      throw SessionError(
        .notNow, part: SessionStep.portrait.rawValue, "This session does not ask for a portrait.",
        vietnamese: "Hồ sơ này không cần ảnh chân dung.")
    }
    let image = try portraitSize(picture)
    let reasons = picture.feedback.map { [SessionFinding($0)] } ?? []
    let number = face.attempts.count + 1
    face.attempts.append(
      Attempt(
        number: number, at: context.at, officer: context.officer, device: picture.device,
        score: nil, reasons: reasons))
    // A good one is not given up for one with something wrong.
    if portrait == nil || picture.feedback == nil || portrait?.feedback != nil {
      portrait = KeptPortrait(
        secondsSince1970: context.time.secondsSince1970, device: picture.device,
        frameSha256: picture.frameDigest.hexadecimal, feedback: picture.feedback?.rawValue)
      blobs[BlobName.portrait] = picture.file
      (face.best, face.width, face.height) = (number, image.width, image.height)
      face.override = nil
    }
    state.portrait = face
  }

  private func portraitSize(_ picture: PresentedPortrait) throws(SessionError) -> GrayImage {
    do {
      _ = try Provenance(device: picture.device, frameDigest: picture.frameDigest)
      _ = try FaceImage(picture.file)
      return try ImageFile.decode(picture.file)
    } catch {
      throw .unusable(SessionStep.portrait.rawValue, error)
    }
  }

  mutating func acceptBelow(
    _ part: String, _ reason: String, _ note: String, _ supervisor: String?,
    _ context: CommandContext
  ) throws(SessionError) {
    let note = try Self.checked(note, .otherName)
    let list = context.policy.overrideReasons
    _ = try Self.entry(reason, in: list, note: note, part: "reason")
    guard let below = below(part, context.policy) else {
      throw SessionError(
        .notNow, part: part,
        "Only the best of all attempts can be accepted below the limit, when none is left.",
        vietnamese: "Chỉ chấp nhận dưới ngưỡng khi đã hết số lần thử và có ảnh tốt nhất.")
    }
    if below == .needsSupervisor {
      try Self.checked(supervisor: supervisor ?? "", against: [context.officer], context)
    }
    let given = OverrideState(
      reason: reason, note: note, officer: context.officer, supervisor: supervisor, at: context.at)
    if let index = state.captures.firstIndex(where: { $0.position.name == part }) {
      state.captures[index].override = given
    } else if let index = state.eyes.firstIndex(where: { $0.eye.name == part }) {
      state.eyes[index].override = given
    } else {
      state.portrait?.override = given
    }
  }

  private enum Below { case needsReason, needsSupervisor }

  /// Who must accept the best attempt of a part; nil where there is none to accept.
  private func below(_ part: String, _ policy: CapturePolicy) -> Below? {
    if let capture = state.captures.first(where: { $0.position.name == part }) {
      guard capture.isAcceptable else { return nil }
      let isPoor = capture.fingers.contains {
        $0.score ?? 0 < policy.limit(of: $0.finger, capture.manner).supervise
      }
      return isPoor || !capture.doubts.isEmpty ? .needsSupervisor : .needsReason
    }
    if let eye = state.eyes.first(where: { $0.eye.name == part }) {
      guard eye.isAcceptable else { return nil }
      let isPoor = eye.score ?? 0 < policy.eye.supervise
      return isPoor || eye.status == .doubtful ? .needsSupervisor : .needsReason
    }
    guard part == SessionStep.portrait.rawValue, state.portrait?.status == .exhausted else {
      return nil
    }
    return .needsReason
  }
}
