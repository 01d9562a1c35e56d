// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Testing

@testable import Station

@Suite("Limits and attempts in a session", .serialized)
struct QualityLimitTests {
  /// Nobody reaches 100 at once.
  private func policy(supervise: UInt8) -> CapturePolicy {
    var policy = CapturePolicy.easy
    policy.finger = CaptureLimit(accept: 100, supervise: supervise, attempts: 2)
    policy.asksForEyes = false
    return policy
  }

  private func exhausted(supervise: UInt8) async throws -> (TestDesk, EnrolmentSession) {
    let desk = try TestDesk(policy: policy(supervise: supervise))
    let session = try await desk.session()
    try await session.perform(
      desk, .typePerson(values: PersonStepTests.adult), .chooseProfile(profile: .singles))
    for number in 0..<2 {
      let picture = try SamplePictures.presentation(.rightIndex, .plain, number: number)
      try await session.perform(desk, .capture(position: .rightIndex, picture: picture))
    }
    return (desk, session)
  }

  @Test("The best of all attempts is kept, and every attempt is recorded")
  func best() async throws {
    let (_, session) = try await exhausted(supervise: 0)
    let capture = try #require(await session.state.captures.first { $0.position == .rightIndex })
    #expect(capture.status == .exhausted && capture.attemptsLeft == 0)
    let scores = capture.attempts.map { $0.score ?? 0 }
    #expect(scores.count == 2 && capture.best == (scores[1] > scores[0] ? 2 : 1))
    #expect(capture.fingers.first?.score == scores.max())
  }

  @Test("Below the limit a reason of the list is needed, and it is counted")
  func reason() async throws {
    let (desk, session) = try await exhausted(supervise: 0)
    let accept = { (reason: String, note: String?) in
      SessionCommand.Action.acceptBelow(
        part: "right-index", reason: reason, note: note, supervisor: nil)
    }
    for (reason, kind) in [("tired", SessionError.Kind.unknownCode), ("other", .invalidValue)] {
      let error = await #expect(throws: SessionError.self) {
        try await session.perform(desk, accept(reason, nil))
      }
      #expect(error?.kind == kind)
    }
    let early = await #expect(throws: SessionError.self) {
      try await session.perform(
        desk,
        .acceptBelow(part: "right-thumb", reason: "worn-ridges", note: nil, supervisor: nil))
    }
    #expect(early?.kind == .notNow)
    let state = try await session.perform(desk, accept("worn-ridges", nil))
    #expect(state.captures[1].status == .overridden && state.overrides == 1)
  }

  @Test("Far below the limit a supervisor is needed, other than the officer")
  func supervisor() async throws {
    let (desk, session) = try await exhausted(supervise: 100)
    for supervisor in [nil, "officer-1"] {
      let error = await #expect(throws: SessionError.self) {
        try await session.perform(
          desk,
          .acceptBelow(
            part: "right-index", reason: "worn-ridges", note: nil, supervisor: supervisor))
      }
      #expect(error?.kind == .needsSupervisor)
    }
    let state = try await session.perform(
      desk,
      .acceptBelow(
        part: "right-index", reason: "worn-ridges", note: nil, supervisor: "supervisor-1"))
    #expect(state.captures[1].override?.supervisor == "supervisor-1")
  }

  @Test("A finger put down where a roll is asked for is told, and a portrait by its feedback")
  func faults() async throws {
    let desk = try TestDesk(policy: .easy)
    let session = try await desk.session()
    var state = try await session.perform(
      desk, .typePerson(values: PersonStepTests.adult),
      .capture(
        position: .rightIndex, picture: try SamplePictures.presentation(.rightIndex, .plain)),
      .portrait(picture: try SamplePictures.portrait(.moreLight)))
    let roll = try #require(state.captures.first { $0.position == .rightIndex })
    #expect(roll.status == .retry && roll.attempts[0].reasons.first?.code == "not-rolled")
    #expect(state.portrait?.status == .retry)
    #expect(state.portrait?.attempts.first?.reasons.map(\.code) == ["more-light"])
    state = try await session.perform(
      desk,
      .capture(
        position: .rightIndex, picture: try SamplePictures.presentation(.rightIndex, .roll)),
      .portrait(picture: try SamplePictures.portrait()))
    #expect(state.captures.first { $0.position == .rightIndex }?.status == .accepted)
    #expect(state.portrait?.status == .accepted)
  }

  @Test("A hand in doubt is believed once a finger of it was captured alone")
  func hand() throws {
    let slap = { (isDoubtful: Bool) in
      CaptureDoubts.Kept(
        position: .plainRightFour, order: 1, isHandDoubtful: isDoubtful,
        prints: [.rightIndex: TemplateIndex(try SamplePictures.template(.rightIndex))])
    }
    let alone = CaptureDoubts.Kept(
      position: .rightIndex, order: 2, isHandDoubtful: false,
      prints: [.rightIndex: TemplateIndex(try SamplePictures.template(.rightIndex))])
    let doubts = { CaptureDoubts($0, kernels: .best).all() }
    #expect(doubts([try slap(false)]).isEmpty)
    #expect(doubts([try slap(true)])[.plainRightFour]?.map(\.code) == ["hand-in-doubt"])
    #expect(doubts([try slap(true), alone]).isEmpty)
  }
}
