// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

/// Leads a session through an application file with devices that need nobody to look at them: what an
/// officer does at the screens, in the same commands.
///
/// Each command has an id of its own, so that a session that was broken off goes on where it was.
public struct ScriptedOfficer: Sendable {
  /// What the devices give.
  public struct Devices: Sendable {
    /// Fingers and slaps.
    public var fingers: any FingerSource
    /// Eyes; nil where there is no camera.
    public var eyes: (any EyeSource)?
    /// The face; nil where there is no camera.
    public var portrait: PresentedPortrait?
    /// What the old card's chip said; nil where there is none.
    public var card: CardReading?
    /// Photographs of what cannot be captured.
    public var photographs: [BodyPart: PictureFile] = [:]

    /// Takes the fingers' source.
    public init(fingers: any FingerSource) { self.fingers = fingers }
  }

  private let officer: String

  /// Takes the officer's id.
  public init(_ officer: String) { self.officer = officer }

  /// Gives every command up to the signature on paper. `told` sees the state after each one.
  ///
  /// Throws `SessionError` and what the devices throw.
  public func prepare(
    _ given: Application, in session: EnrolmentSession, with devices: Devices,
    told: (SessionState) -> Void = { _ in }
  ) async throws {
    func perform(_ id: String, _ action: SessionCommand.Action) async throws {
      told(try await session.perform(SessionCommand(id: "file-" + id, action), by: officer))
    }
    try await perform(
      "request", .applyFor(procedure: given.kind.procedure.rawValue, ground: given.kind.reason))
    try await perform("profile", .chooseProfile(profile: profile(of: devices.fingers)))
    try await perform("person", .typePerson(values: Self.values(of: given.applicant)))
    if let card = devices.card { try await perform("card", .readCard(card: card)) }
    if let person = given.applicant.relatives.first(where: { $0.relation == .legalRepresentative })
    {
      try await perform(
        "representative",
        .representative(
          fullName: person.name.full, personalNumber: person.personalNumber,
          relation: "legalRepresentative", consents: true))
    }
    try await perform("account", .account(level: 0, phone: nil, email: nil))
    for (part, reason) in Self.exceptions(of: given) {
      let name = part.name
      let remark = given.proofs[part]?.remark
      try await perform(
        "missing-\(name)", .declareMissing(part: part, reason: reason, remark: remark))
      if let picture = devices.photographs[part] {
        try await perform("photo-\(name)", .photographException(part: part, picture: picture))
      }
      if let supervisor = given.supervisor {
        try await perform(
          "confirmed-\(name)", .confirmException(part: part, supervisor: supervisor))
      }
    }
    for capture in await session.state.captures where capture.status != .excepted {
      let picture = Presentation(try devices.fingers.capture(capture.position))
      try await perform(
        capture.position.name, .capture(position: capture.position, picture: picture))
    }
    for (finger, picture) in Self.proofs(await session.state, from: devices.fingers) {
      try await perform(
        "proof-" + finger.name, .capture(position: finger, picture: picture))
    }
    let eyes = try devices.eyes.map { source in
      try given.presentEyes.map { PresentedEye($0, Presentation(try source.capture($0))) }
    }
    if let eyes, !eyes.isEmpty { try await perform("eyes", .captureEyes(pictures: eyes)) }
    if let face = devices.portrait { try await perform("portrait", .portrait(picture: face)) }
    // What was done since an earlier run may have made its review and signature void.
    guard await session.state.signature == nil else { return }
    let revision = await session.state.revision
    try await perform("review-\(revision)", .review)
    try await perform("signature-\(revision)", .sign(manner: "paper", picture: nil))
  }

  /// Seals the record and hands it to the outbox.
  public func submit(_ session: EnrolmentSession) async throws(SessionError) -> SessionState {
    try await session.perform(SessionCommand(id: "file-submit", .submit), by: officer)
  }

  /// One finger alone of each hand in doubt, where the devices have it; otherwise the doubt stays.
  private static func proofs(
    _ state: SessionState, from fingers: any FingerSource
  ) -> [(FingerPosition, Presentation)] {
    state.captures.filter { $0.doubts.contains(where: \.asksForFinger) }.compactMap { slap in
      let best = slap.fingers.max { $0.score ?? 0 < $1.score ?? 0 }?.finger
      guard let best, let sample = try? fingers.capture(best) else { return nil }
      return (best, Presentation(sample))
    }
  }

  private func profile(of fingers: any FingerSource) -> CaptureProfile {
    Set(fingers.slaps).isSuperset(of: CaptureProfile.slaps.positions) ? .slaps : .singles
  }

  private static func values(of person: Applicant) -> [PersonField: String] {
    var values: [PersonField: String] = [:]
    values[.lastName] = person.name.family
    values[.middleName] = person.name.middle
    values[.firstName] = person.name.given
    values[.dateOfBirth] = person.birthDate.description
    values[.gender] = person.sex.rawValue
    values[.nationality] = person.nationality
    values[.personalNumber] = person.personalNumber
    for (detail, text) in person.details {
      if let field = PersonField(rawValue: detail.rawValue) { values[field] = text }
    }
    for relative in person.relatives {
      switch relative.relation {
      case .father: values[.father] = relative.name.full
      case .mother: values[.mother] = relative.name.full
      case .spouse: values[.spouse] = relative.name.full
      default: break
      }
    }
    return values
  }

  private static func exceptions(of given: Application) -> [(BodyPart, ExceptionReason)] {
    given.missing.map { missing in
      let reason: ExceptionReason =
        switch missing.reason {
        case .amputated: .missing
        case .bandaged: .bandaged
        case .damaged: .unable
        }
      return (.finger(missing.finger), reason)
    } + given.missingEyes.map { (.eye($0.label), $0.reason == .missing ? .missing : .unable) }
  }
}
