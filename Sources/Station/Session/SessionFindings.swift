// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Document
import Records

/// What is left to do or to look at, step by step.
struct SessionFindings {
  private var byStep: [SessionStep: [SessionFinding]] = [:]
  private let state: SessionState
  private let isUnderSix: Bool

  init(_ draft: SessionDraft, _ context: CommandContext) {
    state = draft.state
    isUnderSix = state.ageGroup == AgeGroup.underSix.rawValue
    byStep[.person] = person(draft, context)
    byStep[.representative] = representative
    byStep[.fingers] = captures { $0 != .roll }
    byStep[.rolls] = captures { $0 == .roll }
    byStep[.eyes] = eyes
    byStep[.portrait] = portrait
    byStep[.exceptions] = state.exceptions.filter { !$0.isComplete }
      .map(SessionFinding.exceptionOpen)
    byStep[.review] = review
    byStep[.signature] = state.signature == nil ? [.notSigned] : []
  }

  /// All, in the order of the steps; those of steps that the session does not have are left out.
  var all: [SessionFinding] {
    SessionStep.allCases.filter { status(of: $0) != .notNeeded && status(of: $0) != .forbidden }
      .flatMap { byStep[$0] ?? [] }
  }

  func status(of step: SessionStep) -> StepState.Status {
    if step == .done { return state.outcome == nil ? .open : .complete }
    if isUnderSix, step != .person { return step == .representative ? .notNeeded : .forbidden }
    guard isNeeded(step) else { return .notNeeded }
    return (byStep[step] ?? []).contains(where: \.blocks) ? .open : .complete
  }

  private func isNeeded(_ step: SessionStep) -> Bool {
    switch step {
    case .representative:
      state.ageGroup == AgeGroup.sixToThirteen.rawValue || state.representative != nil
    case .rolls: state.profile == .slapsAndRolls
    case .eyes: !state.eyes.isEmpty
    case .portrait: state.portrait != nil
    case .exceptions: !state.exceptions.isEmpty
    default: true
    }
  }

  private func person(_ draft: SessionDraft, _ context: CommandContext) -> [SessionFinding] {
    var findings: [SessionFinding] = state.request == nil ? [.requestMissing] : []
    let required = [PersonField.fullName, .dateOfBirth, .gender] + context.policy.requiredFields
    findings += required.filter { draft.value(of: $0) == nil }.map(SessionFinding.fieldMissing)
    if draft.value(of: .dateOfBirth) != nil, state.ageGroup == nil {
      findings.append(.birthImpossible)
    }
    if isUnderSix { findings.append(.underSix) }
    findings += state.person.filter(\.isConflict).map { .conflict($0.field) }
    let check = draft.crossCheck(state.card?.verdict == "doubtful", thisYear: context.day.year)
    findings += check.numberFindings.map(SessionFinding.number)
    if draft.value(of: .personalNumber) == nil { findings.append(.numberMissing) }
    if state.card?.verdict == "doubtful" { findings.append(.chipDoubtful) }
    if state.card?.verdict == "not-checked" { findings.append(.chipNotChecked) }
    if state.account == nil { findings.append(.accountNotAsked) }
    return findings
  }

  private var representative: [SessionFinding] {
    guard let named = state.representative else {
      return state.ageGroup == AgeGroup.sixToThirteen.rawValue ? [.representativeMissing] : []
    }
    return named.consents ? [] : [.consentMissing]
  }

  private func captures(_ isMeant: (CaptureManner) -> Bool) -> [SessionFinding] {
    let positions = Set(state.profile.positions)
    return state.captures.filter { isMeant($0.manner) }.flatMap { capture in
      let findings =
        Self.findings(capture.status, capture.position.name)
        + Self.doubts(capture.doubts, capture.status)
      // A finger that only a doubt asked for need not be there.
      return positions.contains(capture.position) || capture.best != nil ? findings : []
    }
  }

  private var eyes: [SessionFinding] {
    state.eyes.flatMap { eye in
      Self.findings(eye.status, eye.eye.name) + Self.doubts(eye.doubts, eye.status)
    }
  }

  /// Doubts about a capture that a supervisor accepted stop nothing any more.
  private static func doubts(
    _ doubts: [SessionFinding], _ status: CaptureStatus
  ) -> [SessionFinding] {
    status == .excepted ? [] : status == .overridden ? doubts.map(\.asHint) : doubts
  }

  private var portrait: [SessionFinding] {
    state.portrait.map { Self.findings($0.status, SessionStep.portrait.rawValue) } ?? []
  }

  private static func findings(_ status: CaptureStatus, _ part: String) -> [SessionFinding] {
    switch status {
    case .open: [.open(part)]
    case .retry: [.retry(part)]
    case .exhausted: [.exhausted(part)]
    case .overridden: [.overridden(part)]
    // Its doubts say more.
    case .doubtful, .accepted, .excepted: []
    }
  }

  private var review: [SessionFinding] {
    state.checks.isEmpty || !state.checks.allSatisfy(\.isGood) ? [.notReviewed] : []
  }
}
