// SPDX-License-Identifier: Apache-2.0

import USB

/// A camera of the video class that we drive ourselves, over any transport.
actor UVCSource: VideoSource {
  nonisolated let driver = CameraDriver.usb
  let transport: any Transport
  let identity: CameraIdentity
  let settings: CameraSettings
  private let controls: UVCControls
  var running: Running?
  /// Reads a still from an endpoint of its own.
  var reader: StillReader?
  /// Counts of streams that ended, and of stills.
  var ended = StreamStatistics()

  struct Running {
    let pump: PayloadPump
    let plan: StreamPlan
    let mailbox: FrameMailbox
  }

  init(
    opening identity: CameraIdentity, on bus: any Bus, settings: CameraSettings
  ) async throws(USBError) {
    transport = try await bus.open(identity.device, claiming: identity.function.interfaces)
    self.identity = identity
    self.settings = settings
    controls = UVCControls(
      transport, identity.function.control, patience: settings.answerLimit)
  }

  func start(_ mode: VideoMode, rate: Double, into mailbox: FrameMailbox) async throws -> Double {
    await stop()
    guard let stream = identity.function.stream(mode.interface) else {
      throw CameraError(.unsuitable, "\(identity.title) has no stream for \(mode).")
    }
    let negotiation = Negotiation(
      transport, stream, release: identity.function.control.release, quirks: identity.quirks,
      patience: settings.answerLimit)
    let plan = try await negotiation.settle(mode, rate: rate)
    if let alternate = plan.alternate {
      try await transport.select(alternate: alternate, of: stream.number)
    }
    let pump = PayloadPump(transport, plan, quirks: identity.quirks, into: mailbox)
    running = Running(pump: pump, plan: plan, mailbox: mailbox)
    pump.start()
    return plan.rate
  }

  func stop() async {
    reader?.cancel()
    guard let (pump, plan) = running.map({ ($0.pump, $0.plan) }) else { return }
    running = nil
    await pump.stop()
    ended = ended + pump.statistics
    // Nobody is there to be told; libusb 1.0.26 besides leaves a lock of the device held when asked.
    guard !pump.isDeviceGone else { return }
    // The camera stops when its interface is idle, or when its bulk endpoint is reset (UVC 1.5, 2.4.3.2).
    if plan.alternate != nil {
      try? await transport.select(alternate: 0, of: plan.mode.interface)
    } else {
      try? await transport.clearHalt(plan.endpoint)
    }
  }

  func statistics() -> StreamStatistics {
    running.map { ended + $0.pump.statistics } ?? ended
  }

  func range(of control: CameraControl) async throws -> ControlRange? {
    try await controls.range(of: control)
  }

  func set(_ control: CameraControl, to value: Int) async throws {
    try await controls.set(control, to: value)
  }

  func setLamps(on: Bool) async throws {
    guard let lamps = identity.quirks.lampControl else { return }
    try await controls.write(lamps.unit, lamps.selector, on ? lamps.on : lamps.off)
  }

  func close() async {
    let isGone = running?.pump.isDeviceGone ?? false
    await stop()
    if !isGone { try? await setLamps(on: false) }
    await transport.close()
  }
}
