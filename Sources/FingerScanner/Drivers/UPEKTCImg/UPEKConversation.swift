// SPDX-License-Identifier: Apache-2.0

import USB

/// Sends and receives TouchChip messages: sequence numbers, pings, messages in two reads.
actor UPEKConversation {
  private let transport: any Transport
  private let settings: ScannerSettings
  private var sequence: UInt8 = 0

  /// The first read; what a longer message has beyond it comes with the second.
  private static let firstRead = 64
  private var limit: Duration { settings.milliseconds(3000) }

  init(_ transport: any Transport, _ settings: ScannerSettings) {
    self.transport = transport
    self.settings = settings
  }

  /// Wakes the sensor, which greets, and opens a session; the meaning of `budget` is not known.
  func open(_ budget: UInt32) async throws {
    sequence = 0
    let knock = ControlSetup(.vendor, request: 0x0c, value: 0x0100, index: 0x0400)
    try await transport.writeControl(knock, [0], timeout: limit)
    _ = try await receive(UPEKMessage.Command.hello)
    let word = (0..<4).map { UInt8(truncatingIfNeeded: budget >> (8 * $0)) }
    let request = [1] + word + [0, 0, 0, 1, 1, 0, 0, 0]
    try await send(UPEKMessage(UPEKMessage.Command.open, request))
    _ = try await receive(UPEKMessage.Command.opened)
  }

  /// Ends the session, also in the middle of a picture, whose rest is dropped.
  func close() async throws {
    try await send(UPEKMessage(UPEKMessage.Command.close, sequence: sequence, [1]))
    for _ in 0..<Self.mostPartsAfterClose {
      let message = try await receive(within: limit)
      if message.command == UPEKMessage.Command.closed { return }
    }
    throw ProtocolError(expected: "the end of the session")
  }

  private static let mostPartsAfterClose = 128

  /// Sends a request or an acknowledgement under the next sequence number.
  func ask(_ payload: [UInt8]) async throws {
    try await send(UPEKMessage(UPEKMessage.Command.data, sequence: sequence, payload))
    sequence = (sequence + 1) & 0x0f
  }

  /// The next data; the sensor may ask before whether we are still there.
  func answer(within limit: Duration?) async throws -> [UInt8] {
    let message = try await receive(within: limit)
    guard message.command == UPEKMessage.Command.data, let kind = message.payload.first, kind != 0
    else { throw ProtocolError(expected: "data") }
    return message.payload
  }

  private func receive(_ command: UInt8) async throws -> UPEKMessage {
    let message = try await receive(within: limit)
    guard message.command == command else {
      throw ProtocolError(expected: "message \(command), but \(message.command)")
    }
    return message
  }

  /// The next message that is no ping. An empty read says "not yet".
  private func receive(within limit: Duration?) async throws -> UPEKMessage {
    let deadline = Deadline(limit, on: settings.clock)
    defer { deadline.stop() }
    while true {
      var bytes = try await transport.read(0x81, count: Self.firstRead, timeout: limit)
      if bytes.isEmpty {
        guard !deadline.hasPassed else {
          throw USBError(.timeout, doing: "waiting for a message")
        }
        try await settings.pause(milliseconds: 1)
        continue
      }
      guard let size = UPEKMessage.size(from: bytes) else {
        throw ProtocolError(expected: "a message")
      }
      if size > bytes.count {
        let more = UPEKMessage.mostBytes - Self.firstRead
        bytes += try await transport.read(0x81, count: more, timeout: self.limit)
      }
      let message = try UPEKMessage(parsing: bytes)
      guard message.command == UPEKMessage.Command.ping else { return message }
      try await send(UPEKMessage(UPEKMessage.Command.pong, []))
    }
  }

  private func send(_ message: UPEKMessage) async throws {
    try await transport.write(0x02, message.bytes, timeout: limit)
  }
}
