// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Testing

@testable import Station

@Suite("Scripted sessions", .serialized)
struct ScriptedSessionTests {
  private func run(
    _ script: [SessionCommand.Action], _ desk: TestDesk, _ session: EnrolmentSession
  ) async throws -> SessionState {
    for action in script {
      do {
        try await session.perform(desk.command(action), by: "officer-1")
      } catch {
        let state = await session.state
        let findings = state.findings.filter(\.blocks).map { "\($0.part) \($0.code)" }
        let told = state.captures.flatMap { capture in
          (capture.doubts + capture.attempts.flatMap(\.reasons)).map { "\($0.part) \($0.code)" }
        }
        Issue.record("\(action.name): \(error), \(findings), \(told)")
        throw error
      }
    }
    return await session.state
  }

  private func check(_ files: [String: [UInt8]], types: [Int: Int]) throws -> Manifest {
    let record = try #require(files["record.an2"])
    let findings = NISTCheck.findings(in: record)
    #expect(findings.isEmpty, "\(findings)")
    let read = try NISTTransaction(decoding: record)
    for (type, count) in types {
      #expect(read.records.count { $0.type == type } == count, "Type-\(type)")
    }
    let manifest = try Manifest(decoding: try #require(files["manifest.json"]))
    for (name, bytes) in files where name != "manifest.json" {
      try manifest.check(RecordPart(name: name, bytes: bytes))
    }
    return manifest
  }

  @Test("An adult with chip, 13 captures, irises and portrait")
  func adult() async throws {
    let desk = try TestDesk(policy: .easy)
    let state = try await run(try await Script.adult(), desk, try await desk.session())
    let submitted = try #require(state.outcome?.submitted)
    #expect(state.step == .done && desk.drafts.list.isEmpty)
    let manifest = try check(desk.files(), types: [14: 13, 17: 2, 10: 1, 9: 10])
    let account = try #require(manifest.enrolment)
    #expect(account.record == submitted.record && account.attempts.count == 16)
    #expect(account.values.contains { $0.field == "personalNumber" && $0.source == "chip" })
    #expect(account.checks.count == 15 && account.checks.allSatisfy(\.isGood))
    #expect(manifest.requestData.reason == "24-1-a")
    #expect(account.account?.level == 2)
    // The standard's other reader, where it lies beside the project.
    try desk.files()["record.an2"].map(ForeignCheck.accepts)
  }

  @Test("A child of seven with the mother")
  func child() async throws {
    let desk = try TestDesk(policy: .easy)
    let state = try await run(try Script.child(), desk, try await desk.session())
    #expect(state.outcome?.submitted != nil && state.signature?.signer == "representative")
    let manifest = try check(desk.files(), types: [14: 3, 17: 2, 10: 1])
    #expect(manifest.contextualData.ageGroup == "6-13")
    #expect(manifest.biographicData.relatives?.map(\.relation) == ["legalRepresentative"])
    #expect(manifest.enrolment?.representative?.consents == true)
  }

  @Test("A bedside visit with a one-finger scanner and two exceptions")
  func bedside() async throws {
    let desk = try TestDesk(policy: .easy)
    let session = try await desk.session()
    let photo = PictureFile(try SamplePictures.portrait().file)
    let (finger, eye) = (BodyPart.finger(.leftLittle), BodyPart.eye(.left))
    var state = try await session.perform(
      desk, .applyFor(procedure: "REISSUANCE", ground: "24-2-a"),
      .typePerson(values: PersonStepTests.adult), .chooseProfile(profile: .singles),
      .declareMissing(part: finger, reason: .missing, remark: "tai nạn"),
      .declareMissing(part: eye, reason: .bandaged, remark: nil))
    #expect(state.captures.last?.status == .excepted)
    for position in FingerPosition.tenFingers.dropLast() {
      let picture = try SamplePictures.presentation(position, .plain)
      state = try await session.perform(desk, .capture(position: position, picture: picture))
    }
    #expect(state.step == .eyes, "\(state.findings.map { "\($0.part) \($0.code)" })")
    state = try await session.perform(
      desk, .captureEyes(pictures: [try SamplePictures.eye(.right)]),
      .portrait(picture: try SamplePictures.portrait()))
    #expect(state.step == .exceptions && !state.isReady)
    let confirm = SessionCommand.Action.confirmException(part: finger, supervisor: "officer-1")
    await #expect(throws: SessionError.self) { try await session.perform(desk, confirm) }
    for part in [finger, eye] {
      try await session.perform(desk, .photographException(part: part, picture: photo))
      let error = await #expect(throws: SessionError.self) {
        try await session.perform(
          desk, .confirmException(part: part, supervisor: "officer-1"))
      }
      #expect(error?.kind == .needsSupervisor)
      state = try await session.perform(
        desk, .confirmException(part: part, supervisor: "supervisor-1"))
    }
    #expect(state.step == .review)
    state = try await session.perform(
      desk, .review, .sign(manner: "pad", picture: photo), .withdrawSignature)
    #expect(state.signature == nil && !state.isReady && state.allowed.contains("sign"))
    #expect(await session.picture("signature") == nil)
    state = try await session.perform(desk, .sign(manner: "pad", picture: photo))
    #expect(await session.picture("signature") == photo.bytes, "it is there after a reload")
    state = try await session.perform(desk, .submit)
    let manifest = try check(try desk.files(), types: [14: 10, 17: 2, 10: 1, 9: 9])
    #expect(manifest.enrolment?.exceptions.map(\.part) == ["left-little", "left-eye"])
    #expect(
      Set(manifest.parts.map(\.name)) == [
        "record.an2", "exception-left-little.jpg", "exception-left-eye.jpg", "signature.jpg",
      ])
  }

  @Test("A swapped hand, a repeated finger and an operator's own are told and not taken")
  func wrongFingers() async throws {
    let operators = [
      OperatorPrints(id: "officer-1", fingers: [try SamplePictures.template(.leftMiddle)])
    ]
    let desk = try TestDesk(policy: .easy, operators: operators)
    let session = try await desk.session()
    try await session.perform(
      desk, .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
      .typePerson(values: PersonStepTests.adult))
    let right = try SamplePictures.presentation(.plainRightFour, .slap)
    var state = try await session.perform(
      desk, .capture(position: .plainRightFour, picture: right))
    #expect(state.captures[0].status == .accepted, "\(state.captures[0])")
    state = try await session.perform(desk, .capture(position: .plainLeftFour, picture: right))
    #expect(state.captures[1].status != .accepted && !state.isReady)
    #expect(state.captures[1].attempts[0].reasons.contains { $0.code == "other-hand" })
    // The right index once more, where the middle finger is asked for.
    let index = try SamplePictures.presentation(.rightIndex, .roll)
    state = try await session.perform(
      desk, .capture(position: .rightIndex, picture: index),
      .capture(position: .rightMiddle, picture: index))
    let middle = try #require(state.captures.first { $0.position == .rightMiddle })
    #expect(middle.status == .doubtful)
    #expect(middle.doubts.map(\.code) == ["finger-misplaced"])
    #expect(middle.doubts.allSatisfy { !$0.vietnamese.isEmpty && !$0.english.isEmpty })
    state = try await session.perform(
      desk,
      .capture(
        position: .rightMiddle, picture: try SamplePictures.presentation(.rightMiddle, .roll)),
      .capture(
        position: .leftMiddle, picture: try SamplePictures.presentation(.leftMiddle, .roll)))
    #expect(state.captures.first { $0.position == .rightMiddle }?.status == .accepted)
    let left = try #require(state.captures.first { $0.position == .leftMiddle })
    #expect(left.best == nil && left.attempts[0].reasons.first?.code == "operator-finger")
  }

  @Test("A finger twice on a one-finger scanner, and one eye twice")
  func twice() async throws {
    let desk = try TestDesk(policy: .easy)
    let session = try await desk.session()
    let thumb = try SamplePictures.presentation(.rightThumb, .plain)
    let eye = try SamplePictures.eye(.right)
    var state = try await session.perform(
      desk, .typePerson(values: PersonStepTests.adult), .chooseProfile(profile: .singles),
      .capture(position: .rightThumb, picture: thumb),
      .capture(
        position: .leftThumb,
        picture: try SamplePictures.presentation(.rightThumb, .plain, number: 2)))
    #expect(state.captures[5].status == .doubtful)
    #expect(state.captures[5].doubts.map(\.code) == ["finger-misplaced"])
    state = try await session.perform(
      desk, .captureEyes(pictures: [eye, PresentedEye(.left, eye.picture)]))
    #expect(state.eyes[1].status == .doubtful)
    #expect(state.eyes[1].doubts.first?.code == "eye-repeated")
    state = try await session.perform(
      desk, .captureEyes(pictures: [try SamplePictures.eye(.left)]))
    #expect(state.eyes.map(\.status) == [.accepted, .accepted])
  }

  @Test("A file is sent back before and after it was sealed, and keeps its number")
  func sentBack() async throws {
    let desk = try TestDesk(policy: .easy)
    let session = try await desk.session()
    let script = try Script.child()
    var state = try await run(script.dropLast(), desk, session)
    state = try await session.perform(
      desk, .sendBack(parts: ["plain-thumbs"], reason: "mờ", supervisor: "supervisor-1"))
    #expect(state.captures.map(\.status) == [.accepted, .accepted, .open])
    #expect(state.signature == nil && state.eyes.allSatisfy { $0.status == .accepted })
    state = try await run(
      [try Script.slaps()[2], .review, .sign(manner: "paper", picture: nil), .submit], desk,
      session)
    let first = try #require(state.outcome?.submitted)
    #expect(first.previousRecord == nil)
    // Weeks later.
    try desk.wait(until: "2026-12-12T02:00:00Z")
    let again = try await EnrolmentSession.reopen(
      "A-1", reason: "trùng vân tay", parts: ["plain-right-four"], at: try desk.desk(),
      by: "officer-2")
    let second = try #require(try await run(script, desk, again).outcome?.submitted)
    #expect(second.record != first.record && second.application == first.application)
    #expect(second.previousRecord == first.record)
    let record = try NISTTransaction(decoding: try #require(try desk.files()["record.an2"]))
    let number = try #require(first.controlNumber)
    #expect(record.records[0][10]?.text == number && number.hasPrefix("KIT01-20261121-"))
    #expect(record.records[0][9]?.text == second.controlNumber)
  }
}
