// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging

/// Fingers and eyes that cannot be captured.
extension SessionDraft {
  mutating func declare(
    _ part: BodyPart, _ reason: ExceptionReason, _ remark: String, _ context: CommandContext
  ) throws(SessionError) {
    try checkAge()
    let remark = try Self.checked(remark, .otherName)
    let hasPhoto = blobs[BlobName.photo(part)] != nil
    state.exceptions.removeAll { $0.part == part }
    state.exceptions.append(
      ExceptionState(
        part: part, reason: reason, remark: remark, hasPhoto: hasPhoto, officer: context.officer,
        at: context.at, supervisor: nil, confirmedAt: nil, isComplete: false))
    state.exceptions.sort { $0.part.order < $1.part.order }
    drop(showing: part)
  }

  mutating func photograph(_ part: BodyPart, _ picture: PictureFile) throws(SessionError) {
    let index = try exception(part)
    blobs[BlobName.photo(part)] = try Self.photograph(picture, part: part.name)
    state.exceptions[index].hasPhoto = true
    // Whoever confirmed it has not seen this photograph.
    state.exceptions[index].supervisor = nil
    state.exceptions[index].confirmedAt = nil
  }

  mutating func withdraw(_ part: BodyPart) throws(SessionError) {
    state.exceptions.remove(at: try exception(part))
    blobs[BlobName.photo(part)] = nil
    drop(showing: part)
  }

  mutating func confirm(
    _ part: BodyPart, _ supervisor: String, _ context: CommandContext
  ) throws(SessionError) {
    let index = try exception(part)
    guard state.exceptions[index].hasPhoto || !context.policy.asksForExceptionPhoto else {
      throw .notReady(
        part.name, "Photograph it first; the confirmation is about the photograph.",
        "Hãy chụp ảnh trước; người phụ trách xác nhận theo ảnh.")
    }
    try Self.checked(
      supervisor: supervisor, against: [state.exceptions[index].officer, context.officer], context)
    state.exceptions[index].supervisor = supervisor
    state.exceptions[index].confirmedAt = context.at
  }

  private func exception(_ part: BodyPart) throws(SessionError) -> Int {
    guard let index = state.exceptions.firstIndex(where: { $0.part == part }) else {
      throw .notReady(
        part.name, "This finger or eye is not declared as an exception.",
        "Ngón hoặc mắt này chưa được khai là ngoại lệ.")
    }
    return index
  }

  /// Drops the captures that show a part: what was said about it is no longer true.
  private mutating func drop(showing part: BodyPart) {
    switch part {
    case .finger(let finger):
      for position in state.captures.map(\.position) where position.fingers.contains(finger) {
        drop(position)
      }
    case .eye(let eye): drop(eye)
    }
  }

  /// Takes a finger's or slap's kept capture and its attempts away.
  mutating func drop(_ position: FingerPosition) {
    for kept in fingers where kept.position == position {
      for name in kept.blobs { blobs[name] = nil }
    }
    fingers.removeAll { $0.position == position }
    guard let index = state.captures.firstIndex(where: { $0.position == position }) else { return }
    let old = state.captures[index]
    state.captures[index] = CaptureState(
      position: position, manner: old.manner, attemptsLeft: old.attemptsLeft + old.attempts.count)
  }

  /// The same of an eye.
  mutating func drop(_ eye: EyeLabel) {
    for kept in eyes where kept.eye == eye { for name in kept.blobs { blobs[name] = nil } }
    eyes.removeAll { $0.eye == eye }
    guard let index = state.eyes.firstIndex(where: { $0.eye == eye }) else { return }
    let old = state.eyes[index]
    state.eyes[index] = EyeState(
      eye: eye, attemptsLeft: old.attemptsLeft + old.attempts.count)
  }

  /// The same of the portrait.
  mutating func dropPortrait() {
    blobs[BlobName.portrait] = nil
    portrait = nil
    state.portrait = state.portrait.map {
      PortraitState(attemptsLeft: $0.attemptsLeft + $0.attempts.count)
    }
  }

  /// The bytes of a photograph after a look at what they are.
  static func photograph(_ picture: PictureFile, part: String) throws(SessionError) -> [UInt8] {
    guard picture.bytes.count <= PictureFile.mostBytes,
      (try? ImageFile.decode(picture.bytes)) != nil
    else {
      throw SessionError(
        .unusablePicture, part: part,
        "The picture is no PNG or JPEG of at most 4 MiB. Take it again.",
        vietnamese: "Ảnh không phải PNG hoặc JPEG tối đa 4 MiB. Hãy chụp lại.")
    }
    return picture.bytes
  }
}

extension BodyPart {
  /// Fingers in card order, then eyes.
  var order: Int {
    switch self {
    case .finger(let finger): Int(finger.rawValue)
    case .eye(let eye): 100 + Int(eye.rawValue)
    }
  }
}
