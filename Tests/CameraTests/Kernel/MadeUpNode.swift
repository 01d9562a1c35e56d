// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Foundation
import USB

@testable import Camera

/// A video node that follows a script, in place of the kernel's.
final class MadeUpNode: VideoNode, @unchecked Sendable {
  /// What the driver does with the next buffer.
  enum Step: Sendable {
    /// Fills it with a picture; so many frames were lost before.
    case picture([UInt8], lost: UInt32 = 0, hasError: Bool = false)
    /// Gives back a buffer that never was, or says that it holds so much.
    case nonsense(index: Int, count: Int)
    /// Gives a buffer back empty, and is gone.
    case unplug
    /// Fails.
    case failure(USBError.Reason)
  }

  struct Script: Sendable {
    var capabilities: UInt32 = 0x0420_0001
    var formats: [(code: PixelCode, sizes: [NodeSizes])] = [
      (PixelCode("GREY"), [NodeSizes(width: 64, height: 48)])
    ]
    var answer: @Sendable (NodeFormat) -> NodeFormat = MadeUpNode.honest
    var interval: NodeInterval?
    var bufferBytes: Int?
    var steps: [Step] = []
    var ranges: [UInt32: ControlRange] = [:]
    /// What each control of an extension unit answers to the question for its length.
    var unitLength: [UInt8] = [2, 0]
  }

  let path: String
  private let script: Script
  private let condition = NSCondition()
  private var steps: [Step] = []
  private var format: NodeFormat?
  private var lent: [Int] = []
  private var filled: [Int: [UInt8]] = [:]
  private var sequence: UInt32 = 0
  private var isStreaming = false
  private var isWoken = false
  private var isGone = false
  private(set) var streams = 0
  private(set) var written: [[UInt8]] = []
  private(set) var values: [UInt32: Int] = [:]
  private(set) var lends = 0

  init(_ script: Script = Script(), path: String = "/dev/video0") {
    (self.script, self.path) = (script, path)
  }

  /// Rows without padding, buffers of a frame.
  static let honest: @Sendable (NodeFormat) -> NodeFormat = { wish in
    var answer = wish
    let (width, height) = (Int(wish.width), Int(wish.height))
    let format = wish.code.format ?? .mjpeg
    answer.bytesPerLine = UInt32(format.rowBytes(width: width) ?? 0)
    answer.bytes = UInt32(format.frameBytes(width: width, height: height) ?? 40_000)
    return answer
  }

  func capabilities() -> UInt32 { script.capabilities }

  func pixelCode(at index: Int) -> PixelCode? {
    script.formats.indices.contains(index) ? script.formats[index].code : nil
  }

  func sizes(at index: Int, of code: PixelCode) -> NodeSizes? {
    let sizes = script.formats.first { $0.code == code }?.sizes ?? []
    return sizes.indices.contains(index) ? sizes[index] : nil
  }

  func agree(on wish: NodeFormat) throws(USBError) -> NodeFormat {
    try there()
    format = script.answer(wish)
    return format ?? wish
  }

  func agree(on wish: NodeInterval) throws(USBError) -> NodeInterval {
    guard let interval = script.interval else { throw USBError(.notSupported, doing: "a test") }
    return interval
  }

  func makeBuffers(_ count: Int) -> [Int] {
    [Int](repeating: script.bufferBytes ?? Int(format?.bytes ?? 0), count: count)
  }

  func dropBuffers() { condition.withLock { (lent, filled) = ([], [:]) } }

  func lend(_ buffer: Int) throws(USBError) {
    try there()
    condition.withLock {
      lent.append(buffer)
      lends += 1
      condition.broadcast()
    }
  }

  func takeBack() throws(USBError) -> FilledBuffer? {
    try there()
    condition.lock()
    defer { condition.unlock() }
    guard let buffer = lent.first, !steps.isEmpty else { return nil }
    lent.removeFirst()
    switch steps.removeFirst() {
    case .picture(let bytes, let lost, let hasError):
      filled[buffer] = bytes
      defer { sequence &+= lost &+ 1 }
      return FilledBuffer(
        index: buffer, count: bytes.count, sequence: sequence &+ lost, hasError: hasError)
    case .nonsense(let index, let count):
      defer { sequence &+= 1 }
      return FilledBuffer(
        index: index < 0 ? buffer : index, count: count, sequence: sequence, hasError: false)
    case .unplug:
      isGone = true
      return FilledBuffer(index: buffer, count: 0, sequence: sequence, hasError: true)
    case .failure(let reason): throw USBError(reason, doing: "a test")
    }
  }

  func bytes(of buffer: Int, count: Int) -> [UInt8] {
    condition.withLock { Array((filled[buffer] ?? []).prefix(count)) }
  }

  func startStream() throws(USBError) {
    try there()
    condition.withLock {
      (isStreaming, isWoken, sequence, steps) = (true, false, 0, script.steps)
      streams += 1
    }
  }

  func stopStream() { isStreaming = false }

  func wait() -> NodeEvent {
    condition.withLock {
      while !isWoken, !isGone, steps.isEmpty || lent.isEmpty { condition.wait() }
      return isWoken ? .woken : isGone ? .failing : .filled
    }
  }

  func wake() {
    condition.withLock {
      isWoken = true
      condition.broadcast()
    }
  }

  func range(of control: NodeControl) -> ControlRange? { script.ranges[control.id] }

  func set(_ control: NodeControl, to value: Int) { values[control.id] = value }

  func read(
    _ request: VideoClass.Request, _ selector: UInt8, of unit: UInt8, count: Int
  ) -> [UInt8] { script.unitLength }

  func write(_ bytes: [UInt8], _ selector: UInt8, of unit: UInt8) { written.append(bytes) }

  private func there() throws(USBError) {
    if condition.withLock({ isGone }) { throw USBError(.disconnected, doing: "a test") }
  }
}

/// Made-up nodes: after each opening the next of a list are there, the last ones for good. A turn
/// without any passes when somebody looks.
final class MadeUpNodes: VideoNodes, @unchecked Sendable {
  private let lock = NSLock()
  private var turns: [[MadeUpNode]]

  init(_ turns: [[MadeUpNode]]) { self.turns = turns }

  convenience init(_ steps: [MadeUpNode.Step]) {
    var script = MadeUpNode.Script()
    script.steps = steps
    self.init([[MadeUpNode(script)]])
  }

  func paths(of camera: CameraIdentity) -> [String] {
    lock.withLock {
      let paths = turns.first?.map(\.path) ?? []
      if paths.isEmpty, turns.count > 1 { turns.removeFirst() }
      return paths
    }
  }

  func open(_ path: String) throws(USBError) -> any VideoNode {
    let (node, last): (MadeUpNode?, Bool) = lock.withLock {
      (turns.first?.first { $0.path == path }, turns.first?.last?.path == path)
    }
    guard let node else { throw USBError(.disconnected, doing: "a test") }
    if last { lock.withLock { if turns.count > 1 { turns.removeFirst() } } }
    return node
  }
}

/// A bus whose devices are listed, and cannot be opened.
struct LockedBus: Bus {
  let real: SimulatedBus
  var reason = USBError.Reason.notPermitted

  func devices() throws(USBError) -> [DeviceDescription] { try real.devices() }

  func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport { throw USBError(reason, doing: "opening a test") }

  func changes() throws(USBError) -> AsyncStream<DeviceChange> { try real.changes() }

  func close() async { await real.close() }
}

extension LockedBus {
  /// One with a made-up camera of 64 x 48 pixels.
  init(
    _ formats: [PixelFormat] = [.gray8], reason: USBError.Reason = .notPermitted
  ) {
    var script = CameraScript()
    (script.width, script.height, script.formats) = (64, 48, formats)
    real = SimulatedBus([SimulatedDevice(UVCCameraModel(script), at: .test)])
    self.reason = reason
  }

  func camera(
    _ nodes: any VideoNodes, _ change: (inout CameraSettings) -> Void = { _ in }
  ) async throws -> Camera {
    var settings = CameraSettings.unhurried
    change(&settings)
    return try await Camera(
      opening: camera(named: nil), on: self, nodes: nodes, settings: settings)
  }
}
