// SPDX-License-Identifier: Apache-2.0

public import USB

/// An open camera. It gives whole frames, the newest each time, whatever brings them.
public actor Camera: Closable {
  /// Which camera it is.
  public nonisolated let identity: CameraIdentity
  private let settings: CameraSettings
  private let opening: CameraOpening
  private var source: (any VideoSource)?
  var stream: Stream?
  /// Who drives it, once that is settled: the same after it was unplugged.
  private var route: CameraRoute
  var isAwaited = false
  /// What former sources counted, and what only we see.
  private var own = StreamStatistics()
  private var lampsAreOn = false

  struct Stream {
    let mode: VideoMode
    let rate: Double
    var mailbox: FrameMailbox
  }

  /// Opens a camera that was found on a bus.
  ///
  /// Throws `unavailable` when it is busy or not permitted, `gone` when it was unplugged meanwhile.
  public init(
    opening identity: CameraIdentity, on bus: any Bus, settings: CameraSettings = CameraSettings()
  ) async throws(CameraError) {
    try await self.init(opening: identity, on: bus, nodes: SystemVideoNodes(), settings: settings)
  }

  /// The same with nodes of the kernel that may be made up.
  init(
    opening identity: CameraIdentity, on bus: any Bus, nodes: any VideoNodes,
    settings: CameraSettings = CameraSettings()
  ) async throws(CameraError) {
    self.identity = identity
    self.settings = settings
    opening = CameraOpening(id: identity.id, bus: bus, nodes: nodes, settings: settings)
    route = settings.route
    do {
      let source = try await opening.open(by: route)
      self.source = source
      route = source.driver.route
    } catch {
      throw CameraError(error, camera: identity.title)
    }
  }

  /// Who drives it; nil once it was closed.
  public var driver: CameraDriver? { source?.driver }

  /// Everything that the camera can give and we can read.
  public nonisolated var modes: [VideoMode] { identity.function.modes }

  /// Begins a stream at the rate nearest to the one asked for; gives the rate that the camera keeps,
  /// in frames a second. A stream that runs is ended before.
  @discardableResult
  public func start(_ mode: VideoMode, rate: Double = 30) async throws(CameraError) -> Double {
    try await explained {
      let source = try await self.opened()
      let mailbox = FrameMailbox()
      self.stream = Stream(mode: mode, rate: rate, mailbox: mailbox)
      if self.lampsAreOn { try await source.setLamps(on: true) }
      return try await source.start(mode, rate: rate, into: mailbox)
    }
  }

  /// Waits for the next whole frame; frames that came since the last call are passed over but for the
  /// newest.
  ///
  /// A stream that falls silent is started anew, and a camera that was unplugged is opened anew when
  /// it comes back, as often and as long as the settings say. Throws `silent` when no frame came within
  /// the limit, `gone` when the camera stays away.
  public func frame(within limit: Duration? = nil) async throws(CameraError) -> CameraFrame {
    guard !isAwaited else {
      throw CameraError(.busy, "A frame of \(identity.title) is waited for already.")
    }
    isAwaited = true
    defer { isAwaited = false }
    let deadline = ContinuousClock.now + (limit ?? settings.frameLimit)
    return try await explained { try await self.nextFrame(until: deadline) }
  }

  /// Ends the stream.
  public func stop() async {
    await source?.stop()
    stream = nil
  }

  /// Counts of everything since the camera was opened.
  public func statistics() async -> StreamStatistics {
    guard let source else { return own }
    return own + (await source.statistics())
  }

  /// The range and value of a control; nil when the camera has not got it.
  public func range(of control: CameraControl) async throws(CameraError) -> ControlRange? {
    try await explained { try await self.opened().range(of: control) }
  }

  /// Sets a control to the possible value nearest to this one, and gives that; nil when the camera has
  /// not got it.
  @discardableResult
  public func set(_ control: CameraControl, to value: Int) async throws(CameraError) -> Int? {
    try await explained {
      let source = try await self.opened()
      guard let range = try await source.range(of: control) else { return nil }
      let possible = range.nearest(value)
      try await source.set(control, to: possible)
      return possible
    }
  }

  /// Switches the lamps, where the camera's card says how.
  public func setLamps(on: Bool) async throws(CameraError) {
    lampsAreOn = on
    try await explained { try await self.opened().setLamps(on: on) }
  }

  /// Gives the camera back. Safe to call again.
  public func close() async {
    await leave()
    stream = nil
  }

  // MARK: frames

  func nextFrame(until deadline: ContinuousClock.Instant) async throws -> CameraFrame {
    var restarts = 0
    while true {
      guard let stream else {
        throw CameraError(.unsuitable, "\(identity.title) was not started.")
      }
      let left = deadline - .now
      guard left > .zero else { throw await silence() }
      switch await stream.mailbox.take(within: min(left, settings.silenceLimit)) {
      case .frame(let frame):
        do {
          return try frame.verified()
        } catch {
          own.reject()
        }
      case .end(.stopped): throw CancellationError()
      case .end(.disconnected): try await reopen(until: deadline)
      case .end(.failed(let error)):
        guard restarts < settings.restarts else { throw error }
        restarts += 1
        try await restart(stream)
      case .nothing:
        try Task.checkCancellation()
        guard .now < deadline, restarts < settings.restarts else { throw await silence() }
        restarts += 1
        try await restart(stream)
      }
    }
  }

  private func silence() async -> CameraError {
    let counts = await statistics()
    return CameraError(
      .silent,
      "\(identity.title) gave no whole frame in time (\(counts)). Try another port or cable.")
  }

  private func restart(_ stream: Stream) async throws {
    own.restarts += 1
    await source?.stop()
    _ = try await start(stream.mode, rate: stream.rate)
  }

  /// Waits until the camera is plugged in again, and goes on as before.
  private func reopen(until deadline: ContinuousClock.Instant) async throws {
    guard let stream else { return }
    await leave()
    let giveUp = min(.now + settings.replugLimit, deadline)
    while true {
      do {
        source = try await opening.open(by: route)
        _ = try await start(stream.mode, rate: stream.rate)
        own.reopenings += 1
        return
      } catch {
        await leave()
        guard .now < giveUp else { throw CameraError(error, camera: identity.title) }
        try await Task.sleep(for: Self.replugPause)
      }
    }
  }

  /// Time between looks whether a camera is back; the kernel takes some 100 ms to list it.
  private static let replugPause: Duration = .milliseconds(50)

  func opened() async throws -> any VideoSource {
    guard let source else {
      throw CameraError(.cancelled, "\(identity.title) was closed.")
    }
    return source
  }

  private func leave() async {
    guard let leaving = source else { return }
    source = nil
    await leaving.close()
    own = own + (await leaving.statistics())
  }

  func explained<Value: Sendable>(
    _ body: () async throws -> Value
  ) async throws(CameraError) -> Value {
    do {
      return try await body()
    } catch {
      throw CameraError(error, camera: identity.title)
    }
  }
}
