// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import USB

/// An open scanner. It captures one finger after the other, whatever its driver is.
public actor FingerScanner: Closable {
  /// Which scanner it is.
  public nonisolated let identity: ScannerIdentity
  private let transport: (any Transport)?
  private let driver: any ScannerDriver
  private let settings: ScannerSettings
  /// Whether it shows what is on it, frame after frame; otherwise each touch gives one picture.
  public nonisolated var isLive: Bool { driver.isLive }
  /// The clock on which its limits pass.
  package nonisolated var clock: any Clock<Duration> { settings.clock }
  private var isAwake = false
  private var holdsFinger = false
  private var running: Task<Frame, any Error>?

  /// Opens a scanner that was found on a bus.
  ///
  /// Throws `unavailable` when it is busy or not permitted, `gone` when it was unplugged meanwhile.
  public init(
    opening identity: ScannerIdentity, on bus: any Bus,
    settings: ScannerSettings = ScannerSettings()
  ) async throws(ScannerError) {
    guard let device = identity.device, let type = DriverTable.driver(for: device.model) else {
      throw ScannerError(.unknown, "There is no USB driver for \(identity.title).")
    }
    let opened: any Transport
    do {
      opened = try await bus.open(device, claiming: type.card.interfaces)
    } catch {
      throw ScannerError(error, scanner: identity.title)
    }
    self.identity = identity
    self.settings = settings
    transport = opened
    driver = type.init(opened, settings)
  }

  /// A scanner that is not on USB: a vendor's program, or samples.
  public init(
    _ identity: ScannerIdentity, driver: any ScannerDriver,
    settings: ScannerSettings = ScannerSettings()
  ) {
    self.identity = identity
    self.settings = settings
    self.driver = driver
    transport = nil
  }

  /// Captures one finger, or the fingers of a slap where the scanner has room for it: waits until they
  /// are there and gives the first frame that `judge` accepts.
  ///
  /// `tell` hears of everything on the way, and sees every frame, for a preview. A scanner that loses
  /// its way is started anew, at most as often as the settings say. Throws `noFinger` when nothing was
  /// accepted within `limit`, `busy` while another capture runs.
  public func capture(
    _ position: FingerPosition = .unknown, within limit: Duration? = nil,
    judging judge: @escaping FrameJudge = { _ in .accept },
    telling tell: @escaping @Sendable (ScannerEvent) -> Void = { _ in }
  ) async throws(ScannerError) -> Frame {
    try await run(within: limit) { try await self.attempts(position, judge, tell) }
  }

  /// Waits until the finger of the last capture was lifted.
  public func awaitLift(within limit: Duration? = nil) async throws(ScannerError) {
    guard let frame = lastFrame, holdsFinger else { return }
    _ = try await run(within: limit) {
      try await self.lift { _ in }
      return frame
    }
  }

  private var lastFrame: Frame?

  /// Gives the scanner back. A running capture ends with `cancelled`. Safe to call again.
  public func close() async {
    running?.cancel()
    _ = await running?.result
    if isAwake { await rest() }
    await transport?.close()
  }

  // MARK: one capture

  private func attempts(
    _ position: FingerPosition, _ judge: FrameJudge, _ tell: @Sendable (ScannerEvent) -> Void
  ) async throws -> Frame {
    for attempt in 1... {
      do {
        return try await present(position, judge, tell)
      } catch {
        guard attempt < settings.attempts, error.isWorthAnotherTry, !Task.isCancelled else {
          await rest()
          throw error
        }
        tell(.startingAnew)
        await recover(from: error, thoroughly: attempt > 1)
      }
    }
    throw CancellationError()
  }

  /// One presentation: the last finger off, the next one on, frames until one is good enough.
  private func present(
    _ position: FingerPosition, _ judge: FrameJudge, _ tell: @Sendable (ScannerEvent) -> Void
  ) async throws -> Frame {
    try await wake()
    if holdsFinger { try await lift(tell) }
    try await driver.prepare(for: position)
    try await awaitFinger(tell)
    while true {
      let frame = Frame(try await driver.readFrame())
      tell(.frame(frame))
      switch await judge(frame) {
      case .accept:
        let final = try await driver.finalFrame().map(Frame.init) ?? frame
        lastFrame = final
        return final
      case .another where driver.isLive: try Task.checkCancellation()
      case .another, .liftAndPlace:
        try await lift(tell)
        try await awaitFinger(tell)
      }
    }
  }

  private func awaitFinger(_ tell: @Sendable (ScannerEvent) -> Void) async throws {
    tell(.ready)
    try await driver.awaitFinger()
    holdsFinger = true
    tell(.fingerOn)
  }

  private func wake() async throws {
    guard !isAwake else { return }
    isAwake = true
    try await driver.wake()
  }

  private func lift(_ tell: @Sendable (ScannerEvent) -> Void) async throws {
    try await driver.awaitLift()
    holdsFinger = false
    tell(.fingerOff)
  }

  /// Not in the task of the capture: that may be cancelled, and the light must go out all the same.
  private func rest() async {
    await settings.clock.task { [driver] in await driver.sleep() }.value
    isAwake = false
    holdsFinger = false
  }

  /// Ends halts and, when that did not help before, resets the device.
  private func recover(from error: any Error, thoroughly: Bool) async {
    await rest()
    guard let transport else { return }
    if thoroughly { try? await transport.reset() }
    guard (error as? USBError)?.reason == .stall || thoroughly else { return }
    for endpoint in transport.device.descriptors?.endpoints ?? [] {
      try? await transport.clearHalt(endpoint.address)
    }
  }

  // MARK: one thing at a time, within a limit

  private func run(
    within limit: Duration?, _ work: @escaping @Sendable () async throws -> Frame
  ) async throws(ScannerError) -> Frame {
    guard running == nil else {
      throw ScannerError(.busy, "\(identity.title) captures already.")
    }
    let task = settings.clock.task { try await work() }
    running = task
    let deadline = Deadline(limit, on: settings.clock) { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    running = nil
    deadline.stop()
    do {
      return try result.get()
    } catch {
      let isLate = deadline.hasPassed && !Task.isCancelled
      throw isLate ? .noFinger(identity, limit) : ScannerError(error, scanner: identity.title)
    }
  }
}

extension ScannerError {
  fileprivate static func noFinger(
    _ scanner: ScannerIdentity, _ limit: Duration?
  ) -> ScannerError {
    let seconds = limit.map { " within \($0.components.seconds) s" } ?? ""
    return ScannerError(
      .noFinger, "\(scanner.title) got no good finger\(seconds). Place it and try again.")
  }
}

extension DescriptorSet {
  /// All endpoints of the first configuration.
  fileprivate var endpoints: [EndpointDescriptor] {
    configurations.first?.interfaces.flatMap(\.endpoints) ?? []
  }
}

extension Error {
  /// Whether starting the scanner anew can help.
  fileprivate var isWorthAnotherTry: Bool {
    guard let error = self as? USBError else {
      return self is ProtocolError || self is AdapterError
    }
    switch error.reason {
    case .stall, .timeout, .overflow, .wire: return true
    case .cancelled, .disconnected, .busy, .notPermitted, .noMemory, .notFound, .notSupported,
      .closed, .badSize, .badDescriptors, .offScript:
      return false
    }
  }
}
