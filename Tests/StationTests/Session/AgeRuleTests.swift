// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Imaging
import Records
import Testing

@testable import Station

@Suite("Ages in a session")
struct AgeRuleTests {
  private static func picture() throws -> Presentation {
    let image = GrayImage(
      width: 100, height: 100, pixels: [UInt8](repeating: 255, count: 10000),
      resolution: .standard)
    return Presentation(
      image: try #require(image), device: "none", frameDigest: try SHA256.digest(of: []))
  }

  private func state(born: String, at time: String) async throws -> SessionState {
    let desk = try TestDesk(time)
    return try await desk.session().perform(desk, .typePerson(values: [.dateOfBirth: born]))
  }

  /// Midnight in Viet Nam is 17:00 UTC of the day before.
  @Test(
    "The birthday decides, to the second, on the calendars of Viet Nam",
    arguments: [
      ("2020-11-22", "2026-11-21T16:59:59Z", "0-5"), ("2020-11-22", "2026-11-21T17:00:00Z", "6-13"),
      ("2012-11-22", "2026-11-21T16:59:59Z", "6-13"), ("2012-11-22", "2026-11-21T17:00:00Z", "14+"),
      ("2020", "2026-12-30T17:00:00Z", "6-13"), ("2020", "2026-12-30T16:59:59Z", "0-5"),
    ])
  func birthday(born: String, at time: String, group: String) async throws {
    #expect(try await state(born: born, at: time).ageGroup == group)
  }

  @Test("Of a four-year-old nothing is taken, whatever is asked for")
  func four() async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    let state = try await session.perform(
      desk, .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
      .typePerson(values: [
        .fullName: "Nguyễn Thị Bé", .dateOfBirth: "2022-05-05", .gender: "F",
        .permanentResidence: "Hà Nội",
      ]),
      .representative(
        fullName: "Nguyễn Thị Ví Dụ", personalNumber: nil, relation: "mẹ", consents: true))
    #expect(state.codes.contains("not-permitted"))
    for step in [SessionStep.fingers, .rolls, .eyes, .portrait, .exceptions, .review, .signature] {
      #expect(state.status(of: step) == .forbidden)
    }
    let picture = try Self.picture()
    let forbidden: [SessionCommand.Action] = [
      .capture(position: .rightIndex, picture: picture),
      .captureEyes(pictures: [PresentedEye(.right, picture)]),
      .portrait(
        picture: PresentedPortrait(file: [], device: "none", frameDigest: picture.frameDigest)),
      .declareMissing(part: .finger(.rightIndex), reason: .missing, remark: nil),
      .photographException(part: .finger(.rightIndex), picture: PictureFile([])),
      .goTo(step: .fingers), .submit,
    ]
    for action in forbidden {
      let error = await #expect(throws: SessionError.self, "\(action.name)") {
        try await session.perform(desk, action)
      }
      #expect(error?.code == "not-permitted", "\(action.name)")
    }
    let closed = try await session.perform(desk, .notEnrolled(reason: "under-six", note: nil))
    #expect(closed.outcome?.notEnrolled?.reason == "under-six")
  }

  @Test("A child of seven needs a representative who consents")
  func seven() async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    var state = try await session.perform(
      desk, .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
      .typePerson(values: [
        .fullName: "Nguyễn Thị Bé", .dateOfBirth: "2019-05-05", .gender: "F",
        .permanentResidence: "Hà Nội",
      ]))
    #expect(state.step == .representative && state.codes.contains("representative-missing"))
    state = try await session.perform(
      desk,
      .representative(
        fullName: "Nguyễn Thị Ví Dụ", personalNumber: "001190000001", relation: "mẹ",
        consents: false))
    #expect(state.codes.contains("consent-missing"))
    state = try await session.perform(
      desk,
      .representative(
        fullName: "Nguyễn Thị Ví Dụ", personalNumber: "001190000001", relation: "mẹ", consents: true
      ))
    #expect(state.status(of: .representative) == .complete && state.step == .fingers)
  }
}
