// SPDX-License-Identifier: Apache-2.0

import Bytes
import USB

/// Agrees with a camera on a still, and asks for it (UVC 1.5, 4.3.1.2 to 4.3.1.4).
struct StillRequests: Sendable {
  /// `bTrigger`.
  enum Trigger: UInt8, Sendable {
    case inStream = 1
    case ownEndpoint = 2
    case abort = 3
  }

  private let transport: any Transport
  private let interface: UInt8
  private let patience: Duration

  init(_ transport: any Transport, interface: UInt8, patience: Duration) {
    self.transport = transport
    self.interface = interface
    self.patience = patience
  }

  /// Settles a size; gives what the camera says of payloads, in bytes.
  ///
  /// Throws `unsuitable` when the camera will only do another one; errors of USB as they come.
  func settle(_ still: StillMode) async throws -> Int {
    try await set(.stillProbe, StillParameters(still).bytes)
    let answer = try await transport.readControl(
      setup(.getCurrent, .stillProbe), count: StillParameters.length, timeout: patience)
    let agreed = try StillParameters(answer)
    guard (agreed.formatIndex, agreed.frameIndex) == (still.mode.formatIndex, still.mode.frameIndex)
    else { throw CameraError(.unsuitable, "The camera describes \(still) but will not give it.") }
    try await set(.stillCommit, agreed.bytes)
    return Int(agreed.maxPayloadTransferSize)
  }

  /// Asks for the still, or gives it up.
  func trigger(_ trigger: Trigger) async throws(USBError) {
    try await set(.stillTrigger, [trigger.rawValue])
  }

  private func set(
    _ control: VideoClass.StreamControl, _ bytes: [UInt8]
  ) async throws(USBError) {
    try await transport.writeControl(setup(.setCurrent, control), bytes, timeout: patience)
  }

  private func setup(
    _ request: VideoClass.Request, _ control: VideoClass.StreamControl
  ) -> ControlSetup {
    ControlSetup(
      .class, .interface, request: request.rawValue, value: UInt16(control.rawValue) << 8,
      index: UInt16(interface))
  }
}
