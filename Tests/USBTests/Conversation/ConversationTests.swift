// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing
import USB

@Suite struct ConversationTests {
  private static let ask = ControlSetup(.vendor, request: 2, value: 0)

  /// The same small talk with whatever device is there.
  private static func talk(_ transport: any Transport) async throws -> [[UInt8]] {
    let first = try await transport.readControl(ask, count: 8, timeout: .seconds(1))
    try await transport.write(0x01, [5, 6], timeout: .seconds(1))
    let silent = await transport.submit(Transfer(.read(0x83, count: 8), timeout: .milliseconds(5)))
      .reason
    #expect(silent == .timeout)
    return [first, try await transport.read(0x82, count: 8, timeout: .seconds(1))]
  }

  @Test func aRecordedConversationCanBePlayedAgain() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    let recorder = Recorder(transport)
    let heard = try await Self.talk(recorder)
    await bus.close()
    let written = recorder.conversation.text
    let replayer = Replayer(try Conversation(text: written), of: transport.device)
    #expect(try await Self.talk(replayer) == heard)
    await replayer.close()
  }

  @Test func aReplayerDoesNotGuess() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    let recorder = Recorder(transport)
    _ = try await Self.talk(recorder)
    await bus.close()
    let replayer = Replayer(recorder.conversation, of: transport.device)
    let other = ControlSetup(.vendor, request: 2, value: 1)
    let pending = replayer.submit(Transfer(.readControl(other, count: 8), timeout: .seconds(1)))
    #expect(await pending.reason == .offScript)
    await replayer.close()
  }

  @Test(arguments: [
    "x", "in 82 8", "in 82 8 = 1", "in 82 8 = 0g", "out 02 80 = -1", "in 82 8 = !never",
    "control-in vendor device 2 0 0 = 00", "iso 84 1 = 00", "in 182 8 = 00",
  ])
  func textThatWeDidNotWriteIsRefused(_ text: String) {
    #expect(throws: MalformedData.self) { try Conversation(text: text) }
  }

  @Test func everyKindOfExchangeSurvivesAsText() throws {
    let conversation = Conversation([
      .init(.readControl(Self.ask, count: 3), .data([1, 2, 3])),
      .init(.writeControl(Self.ask, []), .written(0)),
      .init(.write(0x01, [0xff]), .written(1)),
      .init(.read(0x82, count: 0), .data([])),
      .init(.readIsochronous(0x84, packets: 2, packetSize: 3), .failed(.notSupported)),
    ])
    #expect(try Conversation(text: conversation.text) == conversation)
  }
}
