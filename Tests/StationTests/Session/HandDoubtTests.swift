// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit
import Testing

@testable import Station

@Suite("Swapped hands in a session", .serialized)
struct HandDoubtTests {
  private static let hand = FingerPosition.plainRightFour
  private static let fingers: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing]

  // MARK: What geometry leaves open

  /// Presentation `number` of fingers, each under the name that it was given.
  private func kept(
    _ position: FingerPosition, order: Int, _ named: [FingerPosition: FingerPosition],
    number: Int = 1, isDoubtful: Bool = false
  ) throws -> CaptureDoubts.Kept {
    CaptureDoubts.Kept(
      position: position, order: order, isHandDoubtful: isDoubtful,
      prints: try named.mapValues {
        TemplateIndex(try SamplePictures.template($0, number: number))
      })
  }

  /// The right slap, showing the hand that it is called after or the other one.
  private func slap(isSwapped: Bool, isDoubtful: Bool = false) throws -> CaptureDoubts.Kept {
    let named = Self.fingers.map { ($0, isSwapped ? $0.mirrored : $0) }
    return try kept(
      Self.hand, order: 10, Dictionary(uniqueKeysWithValues: named), isDoubtful: isDoubtful)
  }

  private func single(_ finger: FingerPosition, order: Int) throws -> CaptureDoubts.Kept {
    try kept(finger, order: order, [finger: finger], number: 2)
  }

  private func codes(_ kept: CaptureDoubts.Kept...) -> [FingerPosition: [String]] {
    CaptureDoubts(kept, kernels: .best).all().mapValues { $0.map(\.code) }
  }

  @Test("Fingers alone that belong to the slap prove its hand, whenever they are taken")
  func proven() throws {
    for order in [1, 20] {
      #expect(
        codes(try slap(isSwapped: false, isDoubtful: true), try single(.rightMiddle, order: order))
          .isEmpty)
    }
  }

  @Test(
    "A slap that no finger alone matches is doubted, however sure geometry is", arguments: [1, 20])
  func refuted(order: Int) throws {
    let found = codes(try slap(isSwapped: true), try single(.rightIndex, order: order))
    #expect(found[Self.hand]?.contains("hand-not-confirmed") == true)
  }

  @Test(
    "Fingers at the other hand's places say that the slap is the wrong one, not they",
    arguments: [1, 20])
  func mirrored(order: Int) throws {
    let found = codes(
      try slap(isSwapped: true), try single(.leftRing, order: order),
      try single(.leftMiddle, order: order + 1))
    #expect(found == [Self.hand: ["other-hand"]])
    let sure = codes(
      try slap(isSwapped: true, isDoubtful: true), try single(.leftMiddle, order: order))
    #expect(sure == [Self.hand: ["other-hand"]])
  }

  @Test("One finger at the other hand's place may be the wrong one itself: both are doubted")
  func single() throws {
    let slap = try slap(isSwapped: false)
    let wrong = try kept(.leftMiddle, order: 20, [.leftMiddle: .rightRing], number: 2)
    #expect(
      codes(slap, wrong) == [
        Self.hand: ["hand-not-confirmed"], .leftMiddle: ["finger-misplaced"],
      ])
    // Another finger settles it.
    #expect(
      codes(slap, wrong, try single(.rightIndex, order: 21), try single(.rightMiddle, order: 22))
        == [.leftMiddle: ["finger-misplaced"]])
  }

  @Test("One hand under both names: the slap that is not proven is the wrong one")
  func oneHandTwice() throws {
    let right = try slap(isSwapped: false)
    let named = Self.fingers.map { ($0.mirrored, $0) }
    let left = try kept(
      .plainLeftFour, order: 11, Dictionary(uniqueKeysWithValues: named), number: 2)
    #expect(
      codes(right, left) == [Self.hand: ["hand-not-confirmed"], .plainLeftFour: ["other-hand"]])
    #expect(
      codes(right, left, try single(.rightIndex, order: 20)) == [.plainLeftFour: ["other-hand"]])
    #expect(
      codes(try slap(isSwapped: false, isDoubtful: true), left) == [Self.hand: ["other-hand"]])
  }

  @Test("Thumbs that changed places are told so by the thumbs alone")
  func thumbs() throws {
    let pair = try kept(
      .plainThumbs, order: 3, [.rightThumb: .leftThumb, .leftThumb: .rightThumb])
    let found = codes(
      pair, try single(.rightThumb, order: 4), try single(.leftThumb, order: 5))
    #expect(found == [.plainThumbs: ["fingers-swapped"]])
  }

  // MARK: In a session

  @Test("A swapped hand is not taken, with rolls before and after, and the right one is")
  func session() async throws {
    for rollsFirst in [false, true] {
      let desk = try TestDesk(policy: .easy)
      let session = try await desk.session()
      try await session.perform(desk, .typePerson(values: PersonStepTests.adult))
      let wrong = SessionCommand.Action.capture(
        position: Self.hand, picture: try SamplePictures.presentation(.plainLeftFour, .slap))
      let roll = SessionCommand.Action.capture(
        position: .rightIndex, picture: try SamplePictures.presentation(.rightIndex, .roll))
      var state = try await session.perform(
        desk, rollsFirst ? roll : wrong, rollsFirst ? wrong : roll)
      #expect(state.captures[0].status != .accepted && !state.isReady)
      let found = state.findings.filter { $0.part == Self.hand.name }
      #expect(found.contains { $0.blocks && !$0.vietnamese.isEmpty && !$0.english.isEmpty })
      state = try await session.perform(
        desk,
        .capture(
          position: Self.hand, picture: try SamplePictures.presentation(Self.hand, .slap)))
      #expect(state.captures[0].status == .accepted, "\(state.captures[0].doubts)")
      #expect(state.captures.first { $0.position == .rightIndex }?.status == .accepted)
    }
  }

  /// A draft that has kept the right slap, and what was read of another one.
  private func draft(
    _ isDoubtful: Bool
  ) throws -> (draft: SessionDraft, reading: (Bool) throws -> FingerReading) {
    let scores = Self.fingers.map { FingerScore(finger: $0, score: 60, limit: 45, box: nil) }
    var draft = SessionDraft(
      SessionState(
        application: "A-1", openedAt: "2026-11-21T02:00:00Z", officer: "officer-1",
        profile: .slaps))
    draft.fingers = [
      KeptFinger(
        position: Self.hand, impression: .liveScanPlain, secondsSince1970: 0, pixelsPerInch: 500,
        fingers: scores, confidences: [], device: "", frameSha256: "", algorithms: [], order: 1,
        isHandDoubtful: isDoubtful, faults: [])
    ]
    for finger in Self.fingers {
      draft.blobs[BlobName.print(finger, of: Self.hand)] = try SamplePictures.template(finger)
        .encoded()
    }
    return (
      draft,
      { isSwapped in
        var reading = FingerReading()
        reading.fingers = scores
        for finger in Self.fingers {
          reading.prints[finger] = try SamplePictures.template(
            isSwapped ? finger.mirrored : finger, number: 2)
        }
        return reading
      }
    )
  }

  @Test("Two slaps of one name that show different hands ask for a finger alone, and go on asking")
  func contested() throws {
    var (draft, reading) = try draft(false)
    var (same, other, again) = (try reading(false), try reading(true), try reading(false))
    draft.holdAgainstEarlier(&same, Self.hand, .best)
    #expect(!same.isContested)
    draft.holdAgainstEarlier(&other, Self.hand, .best)
    #expect(other.isContested && draft.fingers[0].isContested == true)
    draft.holdAgainstEarlier(&again, Self.hand, .best)
    #expect(again.isContested)
  }

  @Test("A slap in doubt by its geometry contests no other")
  func explained() throws {
    var (draft, reading) = try draft(true)
    var other = try reading(true)
    draft.holdAgainstEarlier(&other, Self.hand, .best)
    #expect(!other.isContested)
  }

  @Test("A roll as narrow as the slap's finger is told, once")
  func narrowRoll() throws {
    let doubts = { (breadth: Float) throws -> [String] in
      var slap = try self.slap(isSwapped: false)
      slap.breadths = [.rightIndex: 16]
      var roll = try self.single(.rightIndex, order: 20)
      (roll.breadths, roll.isRoll) = ([.rightIndex: breadth], true)
      return self.codes(slap, roll)[.rightIndex] ?? []
    }
    #expect(try doubts(25) == [])
    #expect(try doubts(19) == ["not-nail-to-nail"])
    #expect(try doubts(16.5) == ["not-rolled"])
  }
}
