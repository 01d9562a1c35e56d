// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

/// What follows from everything else; made anew after every command, so that it cannot be stale.
extension SessionDraft {
  mutating func refresh(_ context: CommandContext) throws(SessionError) {
    refreshPerson(context)
    state.ageGroup = ageGroup(on: context.day)
    let isUnderSix = state.ageGroup == AgeGroup.underSix.rawValue
    if isUnderSix { dropEverything() }
    refreshExceptions(context.policy)
    refreshCaptures(context.policy, isForbidden: isUnderSix)
    refreshEyes(context.policy, isForbidden: isUnderSix)
    refreshPortrait(context.policy, isForbidden: isUnderSix)
    let findings = SessionFindings(self, context)
    let old = state.steps.first { $0.step == state.step }?.status
    state.findings = findings.all
    state.steps = SessionStep.allCases.map { StepState(step: $0, status: findings.status(of: $0)) }
    advance(from: old)
    state.allowed = allowed
  }

  /// Goes on where a step has just been completed, or is no step of this session any more.
  private mutating func advance(from old: StepState.Status?) {
    guard let now = state.steps.first(where: { $0.step == state.step })?.status else { return }
    // Looking at everything is not yet agreeing to it: from the review somebody goes on.
    let isDone = now == .complete && old == .open && state.step != .review
    guard now == .notNeeded || now == .forbidden || isDone else { return }
    let rest = state.steps.drop { $0.step != state.step }.dropFirst()
    if let next = rest.first(where: { $0.status == .open }) {
      state.step = next.step
    } else if now != .complete {
      state.step =
        state.steps.first { $0.status == .open || $0.status == .complete }?.step ?? .person
    }
  }

  /// The applicant's age group on a day; nil as long as no birth date is known that can be right.
  private func ageGroup(on day: CalendarDate) -> String? {
    guard let birth = value(of: .dateOfBirth).flatMap({ BirthDate($0) }),
      birth.description <= day.description, birth.age(on: day) <= EnrolmentRules.maximumAge
    else { return nil }
    return AgeGroup(age: birth.age(on: day)).rawValue
  }

  /// Captures of a child under six, taken before the birth date was known better, are not kept.
  private mutating func dropEverything() {
    for position in fingers.map(\.position) { drop(position) }
    for eye in eyes.map(\.eye) { drop(eye) }
    dropPortrait()
    for exception in state.exceptions { blobs[BlobName.photo(exception.part)] = nil }
    state.exceptions = []
    state.checks = []
    forgetSignature()
  }

  private mutating func refreshExceptions(_ policy: CapturePolicy) {
    for index in state.exceptions.indices {
      let exception = state.exceptions[index]
      state.exceptions[index].isComplete =
        exception.supervisor != nil && (exception.hasPhoto || !policy.asksForExceptionPhoto)
    }
  }

  private mutating func refreshEyes(_ policy: CapturePolicy, isForbidden: Bool) {
    guard policy.asksForEyes, !isForbidden else {
      state.eyes = []
      return
    }
    let old = state.eyes
    state.eyes = EyeLabel.both.map { eye in
      old.first { $0.eye == eye } ?? EyeState(eye: eye, attemptsLeft: policy.eye.attempts)
    }
    for index in state.eyes.indices {
      let eye = state.eyes[index].eye
      let isExcepted = state.exceptions.contains { $0.part == .eye(eye) }
      state.eyes[index].refresh(limit: policy.eye, isExcepted: isExcepted)
    }
  }

  private mutating func refreshPortrait(_ policy: CapturePolicy, isForbidden: Bool) {
    guard policy.asksForPortrait, !isForbidden else {
      state.portrait = nil
      return
    }
    var face = state.portrait ?? PortraitState(attemptsLeft: policy.portraitAttempts)
    face.attemptsLeft = max(0, policy.portraitAttempts - face.attempts.count)
    face.status =
      switch (portrait, face.override) {
      case (nil, _): face.attempts.isEmpty ? .open : .retry
      case (_, .some): .overridden
      case (let kept?, nil):
        kept.feedback == nil ? .accepted : face.attemptsLeft > 0 ? .retry : .exhausted
      }
    state.portrait = face
  }

  /// Commands that can be given now.
  private var allowed: [String] {
    guard state.outcome == nil else { return [] }
    var names = [
      "applyFor", "typePerson", "readQR", "readCard", "representative", "account", "goTo",
      "notEnrolled",
    ]
    if state.person.contains(where: { $0.sources.count > 1 }) { names.append("takeSource") }
    guard let group = state.ageGroup, group != AgeGroup.underSix.rawValue else { return names }
    names += ["capture", "declareMissing"]
    if fingers.isEmpty { names.append("chooseProfile") }
    if !state.eyes.isEmpty { names.append("captureEyes") }
    if state.portrait != nil { names.append("portrait") }
    if !state.exceptions.isEmpty {
      names += ["photographException", "withdrawException", "confirmException"]
    }
    if state.captures.contains(where: { $0.isAcceptable })
      || state.eyes.contains(where: { $0.isAcceptable }) || state.portrait?.status == .exhausted
    {
      names.append("acceptBelow")
    }
    names += ["review", "sendBack"]
    if !state.checks.isEmpty { names.append("sign") }
    if state.signature != nil { names.append("withdrawSignature") }
    if state.isReady { names.append("submit") }
    return names
  }
}

extension CaptureState {
  /// Whether its best attempt may be accepted with a reason: none is left.
  var isAcceptable: Bool {
    best != nil && (status == .exhausted || (status == .doubtful && attemptsLeft == 0))
  }
}

extension EyeState {
  /// As that of a finger.
  var isAcceptable: Bool {
    best != nil && (status == .exhausted || (status == .doubtful && attemptsLeft == 0))
  }

  /// How far it is.
  mutating func refresh(limit: CaptureLimit, isExcepted: Bool) {
    attemptsLeft = max(0, limit.attempts - attempts.count)
    let retry = attemptsLeft > 0 ? CaptureStatus.retry : .exhausted
    status =
      if isExcepted {
        .excepted
      } else if attempts.isEmpty {
        .open
      } else if best == nil {
        retry
      } else if override != nil {
        .overridden
      } else if doubts.contains(where: \.blocks) {
        .doubtful
      } else {
        score ?? 0 >= limit.accept ? .accepted : retry
      }
  }
}
