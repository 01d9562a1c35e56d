// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A scanner behind a vendor's program. A crash, a hang or nonsense ends the program; the framework
/// tells the operator and starts it again.
public actor AdapterDriver: ScannerDriver {
  private let program: String
  private let arguments: [String]
  private let settings: ScannerSettings
  private var process: AdapterProcess?
  private var capabilities: AdapterCapabilities?
  private var position = FingerPosition.unknown
  private var isShowing = false
  private var waiting: RawFrame?

  /// Takes the program, looked for in PATH when it has no slash, and its arguments.
  public init(
    program: String, arguments: [String] = [], settings: ScannerSettings = ScannerSettings()
  ) {
    (self.program, self.arguments, self.settings) = (program, arguments, settings)
  }

  /// A vendor's library may take this long to find its scanner.
  private var startLimit: Duration { settings.milliseconds(20_000) }
  /// An adapter must say something this often, if only `alive`.
  private var silenceLimit: Duration { settings.milliseconds(5_000) }

  /// Starts the program and learns what it can do.
  public func wake() async throws {
    await process?.end()
    let process = try AdapterProcess(program, arguments)
    (self.process, isShowing, waiting) = (process, false, nil)
    try process.send(.hello(AdapterHello()))
    guard case .hello(let hello) = try await next(within: startLimit) else {
      throw AdapterError(.nonsense("no hello"))
    }
    guard hello.version == AdapterMessage.version else {
      throw ScannerError(
        .unavailable,
        "The adapter \(program) speaks version \(hello.version) of the protocol, and this release "
          + "speaks \(AdapterMessage.version). Install the adapter that fits.")
    }
    guard case .capabilities(let can) = try await next(within: startLimit) else {
      throw AdapterError(.nonsense("no capabilities"))
    }
    capabilities = can
  }

  /// Throws `unsuitable` for fingers that the scanner has no room for.
  public func prepare(for position: FingerPosition) async throws {
    guard capabilities?.includes(position) == true else {
      throw ScannerError(.unsuitable, "This scanner cannot take \(position.name).")
    }
    if position != self.position { try await awaitLift() }
    self.position = position
  }

  /// Starts the preview; the first picture counts as the finger, and what it is worth the judge says.
  public func awaitFinger() async throws {
    if !isShowing {
      try running().send(.startPreview(position))
      isShowing = true
    }
    waiting = try await nextFrame(isFinal: false)
  }

  /// The newest picture of the preview.
  public func readFrame() async throws -> RawFrame {
    if let frame = waiting {
      waiting = nil
      return frame
    }
    return try await nextFrame(isFinal: false)
  }

  /// Asks for the final picture where that is better than the preview.
  public func finalFrame() async throws -> RawFrame? {
    guard capabilities?.hasFinalFrame == true else { return nil }
    try running().send(.capture)
    return try await nextFrame(isFinal: true)
  }

  /// Ends the preview; pictures that were on their way are dropped.
  public func awaitLift() async throws {
    guard isShowing else { return }
    try running().send(.stop)
    while try await next(within: silenceLimit) != .stopped {}
    isShowing = false
    waiting = nil
  }

  /// Ends the program.
  public func sleep() async {
    await process?.end()
    (process, isShowing, waiting) = (nil, false, nil)
  }

  private func running() throws(AdapterError) -> AdapterProcess {
    guard let process else { throw AdapterError(.ended(status: 0)) }
    return process
  }

  private func nextFrame(isFinal: Bool) async throws -> RawFrame {
    while true {
      guard case .frame(let frame) = try await next(within: silenceLimit) else {
        throw AdapterError(.nonsense("no picture"))
      }
      guard frame.isFinal == isFinal else { continue }
      guard let raw = frame.raw else { throw AdapterError(.nonsense("a picture without a size")) }
      return raw
    }
  }

  /// The next message that is no sign of life.
  private func next(within limit: Duration) async throws -> AdapterMessage {
    let inbox = try running().inbox
    while true {
      switch try await inbox.next(within: limit) {
      case .alive: continue
      case .error(let failure): throw ScannerError(failure)
      case let message: return message
      }
    }
  }
}

extension ScannerError {
  /// What an adapter says about its scanner, in its own words.
  fileprivate init(_ failure: AdapterFailure) {
    let text = failure.text.isEmpty ? "\(failure.reason)" : failure.text
    switch failure.reason {
    case .missing: self.init(.gone, "The adapter does not find its scanner: \(text)")
    case .busy, .notPermitted:
      self.init(.unavailable, "The adapter cannot use its scanner: \(text)")
    case .broken: self.init(.faulty, "The adapter's scanner does not work: \(text)")
    case .unsuitable: self.init(.unsuitable, "The adapter's scanner cannot do that: \(text)")
    }
  }
}
