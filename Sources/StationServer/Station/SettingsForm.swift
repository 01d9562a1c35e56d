// SPDX-License-Identifier: Apache-2.0

import Station

/// What a supervisor sees and may change of the policy.
struct SettingsForm: Encodable {
  let profile: CaptureProfile
  let fingerAccept, rollAccept, eyeAccept: UInt8
  let attempts: Int
  let asksForEyes, asksForPortrait, asksForExceptionPhoto, asksForSecondPerson: Bool

  init(_ policy: CapturePolicy) {
    profile = policy.profile
    (fingerAccept, rollAccept) = (policy.finger.accept, policy.roll.accept)
    (eyeAccept, attempts) = (policy.eye.accept, policy.finger.attempts)
    (asksForEyes, asksForPortrait) = (policy.asksForEyes, policy.asksForPortrait)
    asksForExceptionPhoto = policy.asksForExceptionPhoto
    asksForSecondPerson = policy.asksForSecondPerson
  }

  /// What is to be changed; what is left out stays.
  struct Change: Decodable {
    let profile: CaptureProfile?
    let fingerAccept, rollAccept, eyeAccept: UInt8?
    let attempts: Int?
    let asksForEyes, asksForPortrait, asksForExceptionPhoto, asksForSecondPerson: Bool?

    /// The policy with the changes; the limit for a supervisor never lies above the one to accept.
    func applied(to old: CapturePolicy) -> CapturePolicy {
      var policy = old
      policy.profile = profile ?? old.profile
      policy.finger.set(fingerAccept, attempts)
      policy.roll.set(rollAccept, attempts)
      policy.eye.set(eyeAccept, attempts)
      policy.asksForEyes = asksForEyes ?? old.asksForEyes
      policy.asksForPortrait = asksForPortrait ?? old.asksForPortrait
      policy.asksForExceptionPhoto = asksForExceptionPhoto ?? old.asksForExceptionPhoto
      policy.asksForSecondPerson = asksForSecondPerson ?? old.asksForSecondPerson
      return policy
    }
  }
}

extension CaptureLimit {
  fileprivate mutating func set(_ accept: UInt8?, _ attempts: Int?) {
    self.accept = accept ?? self.accept
    supervise = min(supervise, self.accept)
    self.attempts = attempts ?? self.attempts
  }
}
