// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Station

@Suite("The capture policy's file")
struct CapturePolicyTests {
  private func policy(_ text: String) throws -> CapturePolicy {
    try CapturePolicy(decoding: Array(text.utf8))
  }

  @Test("Fields that are left out have their defaults, and a file with all of them reads back")
  func defaults() throws {
    #expect(try policy("{}") == CapturePolicy())
    #expect(try CapturePolicy(decoding: CapturePolicy().encoded()) == CapturePolicy())
    let given = try policy(
      #"{"profile": "442", "fingers": {"left-little": {"accept": 20, "supervise": 5, "attempts": 4}}}"#
    )
    #expect(given.profile == .slaps && given.finger == CapturePolicy().finger)
    #expect(given.limit(of: .leftLittle, .plain).attempts == 4)
    #expect(given.limit(of: .leftRing, .plain) == given.finger)
    #expect(given.limit(of: .leftLittle, .roll) == given.roll)
  }

  @Test(
    "A wrong file is refused with the name of what is wrong",
    arguments: [
      ("{\"profil\": \"442\"}", "profil"), ("{\"profile\": \"4422\"}", "profile"),
      ("{\"finger\": {\"accept\": 10, \"supervise\": 20, \"attempts\": 3}}", "finger"),
      ("{\"eye\": {\"accept\": 101, \"supervise\": 20, \"attempts\": 3}}", "eye"),
      ("{\"roll\": {\"accept\": 10, \"supervise\": 2, \"attempts\": 0}}", "roll"),
      (
        "{\"fingers\": {\"plain-thumbs\": {\"accept\": 1, \"supervise\": 1, \"attempts\": 1}}}",
        "fingers"
      ),
      ("{\"portraitAttempts\": 0}", "portraitAttempts"),
      ("{\"format\": \"sinhtrac-policy-2\"}", "format"), ("[]", "JSON"), ("{", "JSON"),
    ])
  func refused(_ text: String, _ name: String) {
    let error = #expect(throws: PolicyError.self) { try policy(text) }
    #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
  }

  @Test("No cut or altered file is more than refused")
  func hostile() throws {
    let bytes = try CapturePolicy().encoded()
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: PolicyError.self) { try CapturePolicy(decoding: Array(bytes.prefix(length))) }
    }
    for place in stride(from: 0, to: bytes.count, by: 31) {
      var copy = bytes
      copy[place] ^= 0x24
      _ = try? CapturePolicy(decoding: copy)
    }
    let large = [UInt8](repeating: 0x20, count: CapturePolicy.maximumBytes + 1)
    #expect(throws: PolicyError.self) { try CapturePolicy(decoding: large) }
  }

  @Test("Every setting is explained, and a changed one shows its default")
  func explained() throws {
    let settings = try policy("{\"portraitAttempts\": 7}").settings
    #expect(settings.count == CapturePolicy.CodingKeys.allCases.count - 1)
    for setting in settings {
      #expect(!setting.unit.isEmpty && !setting.meaning.isEmpty && !setting.source.isEmpty)
      #expect(!setting.value.isEmpty, "\(setting.name)")
    }
    let changed = settings.filter(\.isChanged)
    #expect(changed.map(\.name) == ["portraitAttempts"])
    #expect(changed.first?.value == "7" && changed.first?.standard == "5")
  }

  @Test("Profiles have the captures of the procedure, in its order")
  func profiles() {
    #expect(CaptureProfile.slapsAndRolls.positions.count == 13)
    #expect(
      CaptureProfile.slapsAndRolls.positions.prefix(3) == [
        .plainRightFour, .plainLeftFour, .plainThumbs,
      ])
    #expect(CaptureProfile.slapsAndRolls.manner(of: .leftIndex) == .roll)
    #expect(CaptureProfile.singles.manner(of: .leftIndex) == .plain)
    #expect(CaptureProfile.slaps.positions.flatMap(\.fingers).count == 10)
  }
}
