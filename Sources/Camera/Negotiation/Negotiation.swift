// SPDX-License-Identifier: Apache-2.0

import Bytes
import USB

/// Agrees with a camera on a stream (UVC 1.5, 4.3.1.1): say what is wanted, hear what is possible,
/// settle it.
struct Negotiation: Sendable {
  private let transport: any Transport
  private let stream: VideoStreaming
  private let release: UInt16
  private let quirks: CameraQuirks
  private let patience: Duration

  init(
    _ transport: any Transport, _ stream: VideoStreaming, release: UInt16, quirks: CameraQuirks,
    patience: Duration
  ) {
    self.transport = transport
    self.stream = stream
    self.release = release
    self.quirks = quirks
    self.patience = patience
  }

  /// Settles a mode at the rate nearest to the one wanted.
  ///
  /// Throws `unsuitable` when the camera will only do another format or size, or gives no pictures at
  /// all; errors of USB as they come.
  func settle(_ mode: VideoMode, rate: Double) async throws -> StreamPlan {
    let length = await blockLength()
    let wish = StreamParameters(mode: mode, interval: mode.intervals.nearest(rate: rate))
    try await set(.probe, wish, length)
    var agreed = try StreamParameters(try await get(.getCurrent, .probe, length.rawValue))
    guard agreed.formatIndex == mode.formatIndex, agreed.frameIndex == mode.frameIndex else {
      throw CameraError(
        .unsuitable, "The camera describes \(mode) but will not give it. Choose another one.")
    }
    if !(1...100_000_000).contains(agreed.frameInterval) {
      agreed.frameInterval = wish.frameInterval
    }
    try await set(.commit, agreed, length)
    guard let plan = StreamPlan(agreed, mode: mode, stream: stream, quirks: quirks) else {
      throw CameraError(.unsuitable, "The camera has no endpoint that brings pictures.")
    }
    return plan
  }

  /// What the camera says of the block's length, else what its release prescribes: some say one
  /// release and speak another.
  private func blockLength() async -> StreamParameters.Length {
    if let forced = quirks.probeLength.flatMap(StreamParameters.Length.init) { return forced }
    let said = try? await get(.getLength, .probe, 2)
    let count = said.flatMap { $0.count == 2 ? Int($0[0]) | Int($0[1]) << 8 : nil }
    return count.flatMap(StreamParameters.Length.init) ?? StreamParameters.Length(release: release)
  }

  private func get(
    _ request: VideoClass.Request, _ control: VideoClass.StreamControl, _ count: Int
  ) async throws(USBError) -> [UInt8] {
    try await transport.readControl(setup(request, control), count: count, timeout: patience)
  }

  private func set(
    _ control: VideoClass.StreamControl, _ parameters: StreamParameters,
    _ length: StreamParameters.Length
  ) async throws(USBError) {
    try await transport.writeControl(
      setup(.setCurrent, control), parameters.bytes(length), timeout: patience)
  }

  private func setup(
    _ request: VideoClass.Request, _ control: VideoClass.StreamControl
  ) -> ControlSetup {
    ControlSetup(
      .class, .interface, request: request.rawValue, value: UInt16(control.rawValue) << 8,
      index: UInt16(stream.number))
  }
}
