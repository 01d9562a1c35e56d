// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// How a session ends, or goes back.
extension SessionDraft {
  mutating func close(
    _ reason: String, _ note: String, _ context: CommandContext
  ) throws(SessionError) {
    let note = try Self.checked(note, .otherName)
    let list = context.policy.notEnrolledReasons
    _ = try Self.entry(reason, in: list, note: note, part: "reason")
    state.outcome = SessionOutcome(
      SessionOutcome.NotEnrolled(
        reason: reason, note: note, officer: context.officer, at: context.at))
    state.step = .done
  }

  mutating func sendBack(
    _ parts: [String], _ reason: String, _ supervisor: String, _ context: CommandContext
  ) throws(SessionError) {
    try Self.checked(supervisor: supervisor, against: [], context)
    let reason = try Self.checked(reason, .otherName)
    for part in parts { try drop(named: part) }
    forgetSignature()
    state.checks = []
    submission = nil
    state.sentBack = SentBackState(
      reason: reason, parts: parts, previousRecord: state.sentBack?.previousRecord,
      previousControlNumber: state.sentBack?.previousControlNumber, by: supervisor, at: context.at)
  }

  private mutating func drop(named part: String) throws(SessionError) {
    if part == SessionStep.portrait.rawValue { return dropPortrait() }
    if let position = FingerPosition(name: part),
      state.captures.contains(where: { $0.position == position })
    {
      return drop(position)
    }
    guard let eye = EyeLabel(name: part) else {
      throw .invalid(
        "parts", "Name fingers, slaps or eyes of this session, or portrait.",
        "Hãy nêu ngón, bàn tay, mắt của hồ sơ này hoặc ảnh chân dung.")
    }
    drop(eye)
  }
}
