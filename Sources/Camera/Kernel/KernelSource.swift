// SPDX-License-Identifier: Apache-2.0

import USB

/// A camera that the kernel's own driver has, reached through its video nodes.
actor KernelSource: VideoSource {
  nonisolated let driver: CameraDriver
  private let identity: CameraIdentity
  private var nodes: [CaptureNode]
  private var running: (pump: BufferPump, node: any VideoNode)?
  private var ended = StreamStatistics()
  private var lampsAreOn = false
  private var isClosed = false

  /// Buffers that the driver fills in turn: a quarter of a second at 30 frames a second.
  private static let buffers = 8
  /// Bytes of them all; large pictures get fewer buffers, two at least.
  private static let mostBufferBytes = 64 << 20

  /// Opens the camera's nodes.
  ///
  /// Throws `unavailable` when it has none that gives pictures, and what opening one throws.
  init(opening identity: CameraIdentity, among found: any VideoNodes) async throws {
    self.identity = identity
    nodes = try await onOwnThread { () throws(USBError) in
      var nodes: [CaptureNode] = []
      for path in found.paths(of: identity) {
        if let node = try CaptureNode(found.open(path)) { nodes.append(node) }
      }
      return nodes
    }
    guard let first = nodes.first else {
      throw CameraError(
        .unavailable,
        "No driver of the kernel has \(identity.title): there is no /dev/video of it. Another program "
          + "may drive it over USB, or the module uvcvideo is missing.")
    }
    driver = .kernel(path: first.node.path)
  }

  func start(_ mode: VideoMode, rate: Double, into mailbox: FrameMailbox) async throws -> Double {
    await stop()
    let (node, wish) = try capture(mode)
    let sizes = try await onOwnThread { try Self.prepare(node, wish, mode) }
    do throws(USBError) {
      let interval = NodeInterval(mode.intervals.nearest(rate: rate))
      let kept = try await onOwnThread { () throws(USBError) in
        try Self.begin(node, sizes.indices, interval)
      }
      guard !isClosed else {
        await onOwnThread { node.stopStream() }
        throw USBError(.closed, doing: "starting a stream of \(node.path)")
      }
      let pump = BufferPump(
        node, mode, buffers: sizes, quirks: identity.quirks, into: mailbox)
      running = (pump, node)
      pump.start()
      return kept?.rate ?? interval.rate ?? rate
    } catch {
      await onOwnThread { node.dropBuffers() }
      throw error
    }
  }

  /// Agrees on the format, and makes buffers for it.
  private static func prepare(
    _ node: any VideoNode, _ wish: NodeFormat, _ mode: VideoMode
  ) throws -> [Int] {
    let agreed = try node.agree(on: wish)
    guard agreed.gives(mode) else {
      throw CameraError(
        .unsuitable,
        "The kernel's driver \(node.path) lists \(mode) but will not give it. Choose another one.")
    }
    let most = max(mostBufferBytes / Int(agreed.bytes), 2)
    let sizes = try node.makeBuffers(min(buffers, most))
    let least = mode.format.frameBytes(width: mode.width, height: mode.height) ?? 1
    guard sizes.count >= 2, sizes.allSatisfy({ (least...NodeFormat.mostBytes).contains($0) }) else {
      node.dropBuffers()
      throw USBError(.noMemory, doing: "making buffers of \(node.path)")
    }
    return sizes
  }

  /// Lends all buffers and starts the stream. Not every driver lets the rate be chosen: nil then.
  private static func begin(
    _ node: any VideoNode, _ buffers: Range<Int>, _ interval: NodeInterval
  ) throws(USBError) -> NodeInterval? {
    let kept = try? node.agree(on: interval)
    for buffer in buffers { try node.lend(buffer) }
    try node.startStream()
    return kept
  }

  /// The node that gives a mode. Where several do, as many go before it as there are streams with such
  /// a mode before the wanted one: the driver lists them in the order of the descriptors.
  private func capture(_ mode: VideoMode) throws -> (any VideoNode, NodeFormat) {
    let fitting = nodes.compactMap { node in node.wish(for: mode).map { (node.node, $0) } }
    let alike = identity.function.modes.filter {
      ($0.format, $0.width, $0.height) == (mode.format, mode.width, mode.height)
    }
    let rank = Set(alike.map(\.interface)).filter { $0 < mode.interface }.count
    guard let chosen = fitting.dropFirst(rank).first ?? fitting.last else {
      throw CameraError(
        .unsuitable, "The kernel's driver of \(identity.title) does not give \(mode).")
    }
    return chosen
  }

  func stop() async {
    guard let (pump, node) = running else { return }
    running = nil
    await pump.stop()
    ended = ended + pump.statistics
    await onOwnThread {
      node.stopStream()
      node.dropBuffers()
    }
  }

  func statistics() -> StreamStatistics {
    running.map { ended + $0.pump.statistics } ?? ended
  }

  func range(of control: CameraControl) async throws -> ControlRange? {
    guard let node = nodes.first?.node else { return nil }
    let control = NodeControl(control)
    return try await onOwnThread { try node.range(of: control) }.map(control.range)
  }

  func set(_ control: CameraControl, to value: Int) async throws {
    guard let node = nodes.first?.node else { return }
    let number = NodeControl(control)
    guard let value = number.kernelValue(value) else {
      throw CameraError(
        .unsuitable, "The kernel's driver has no value \(value) of \(control.rawValue).")
    }
    try await onOwnThread { try node.set(number, to: value) }
  }

  func setLamps(on: Bool) async throws {
    guard let lamps = identity.quirks.lampControl, let node = nodes.first?.node else { return }
    let unit = try ExtensionUnit(lamps.unit, of: identity.function.control)
    let bytes = on ? lamps.on : lamps.off
    try await onOwnThread {
      let said = try node.read(.getLength, lamps.selector, of: unit.id, count: 2)
      let whole = try unit.value(bytes, of: lamps.selector, length: said)
      try node.write(whole, lamps.selector, of: unit.id)
    }
    lampsAreOn = on
  }

  func close() async {
    isClosed = true
    let isGone = running?.pump.isDeviceGone ?? false
    await stop()
    if lampsAreOn, !isGone { try? await setLamps(on: false) }
    nodes = []
  }
}
