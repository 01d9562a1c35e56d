// SPDX-License-Identifier: Apache-2.0

import CVideo4Linux
import Glibc
import USB

/// A video node of the running kernel.
final class KernelVideoNode: VideoNode {
  let path: String
  private let file: CInt
  /// A counter of the kernel that can be waited for together with the node.
  private let alarm: CInt
  private let buffers = Locked<[MappedBuffer]>([])

  /// Most buffers that are mapped; the kernel makes 32 at most.
  private static let mostBuffers = 32

  /// Throws `notPermitted` and `disconnected` among others.
  init(_ path: String) throws(USBError) {
    // Nothing is stored before both are open: a node that is only half open would be closed twice.
    let node = unsafe Glibc.open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard node >= 0 else { throw USBError(system: errno, doing: "opening \(path)") }
    let bell = video_alarm()
    guard bell >= 0 else {
      let error = errno
      Glibc.close(node)
      throw USBError(system: error, doing: "opening \(path)")
    }
    (self.path, file, alarm) = (path, node, bell)
  }

  deinit {
    dropBuffers()
    Glibc.close(alarm)
    Glibc.close(file)
  }

  func capabilities() throws(USBError) -> UInt32 {
    var flags: UInt32 = 0
    try check(unsafe video_capabilities(file, &flags), "asking what it can do")
    return flags
  }

  func pixelCode(at index: Int) throws(USBError) -> PixelCode? {
    var code: UInt32 = 0
    let error = unsafe video_format_at(file, UInt32(clamping: index), &code)
    if error == EINVAL { return nil }
    try check(error, "listing formats")
    return PixelCode(rawValue: code)
  }

  func sizes(at index: Int, of code: PixelCode) throws(USBError) -> NodeSizes? {
    var found = video_sizes()
    let error = unsafe video_sizes_at(file, UInt32(clamping: index), code.rawValue, &found)
    if error == EINVAL || index > 0 && found.is_discrete == 0 { return nil }
    try check(error, "listing sizes")
    return NodeSizes(
      widths: .init(least: found.least_width, most: found.most_width, step: found.width_step),
      heights: .init(least: found.least_height, most: found.most_height, step: found.height_step))
  }

  func agree(on wish: NodeFormat) throws(USBError) -> NodeFormat {
    var format = video_format(
      code: wish.code.rawValue, width: wish.width, height: wish.height, bytes_per_line: 0, bytes: 0)
    try check(unsafe video_set_format(file, &format), "choosing a format")
    var agreed = wish
    agreed.code = PixelCode(rawValue: format.code)
    (agreed.width, agreed.height) = (format.width, format.height)
    (agreed.bytesPerLine, agreed.bytes) = (format.bytes_per_line, format.bytes)
    return agreed
  }

  func agree(on wish: NodeInterval) throws(USBError) -> NodeInterval {
    var kept = wish
    let error = unsafe video_set_interval(file, &kept.numerator, &kept.denominator)
    try check(error, "choosing a rate")
    return kept
  }

  // MARK: buffers

  func makeBuffers(_ count: Int) throws(USBError) -> [Int] {
    dropBuffers()
    var made = UInt32(clamping: count)
    try check(unsafe video_request_buffers(file, &made), "making buffers")
    do throws(USBError) {
      for index in 0..<min(made, UInt32(Self.mostBuffers)) { try map(index) }
    } catch {
      dropBuffers()
      throw error
    }
    return buffers.withLock { $0.map(\.count) }
  }

  private func map(_ index: UInt32) throws(USBError) {
    var (count, offset): (UInt32, UInt32) = (0, 0)
    try check(unsafe video_buffer_at(file, index, &count, &offset), "finding a buffer")
    let buffer = try MappedBuffer(
      of: file, at: offset, count: count, doing: "mapping a buffer of \(path)")
    buffers.withLock { $0.append(buffer) }
  }

  func dropBuffers() {
    buffers.withLock { $0 = [] }
    var none: UInt32 = 0
    _ = unsafe video_request_buffers(file, &none)
  }

  func lend(_ buffer: Int) throws(USBError) {
    try check(video_queue(file, UInt32(clamping: buffer)), "lending a buffer")
  }

  func takeBack() throws(USBError) -> FilledBuffer? {
    var filled = video_filled()
    let error = unsafe video_dequeue(file, &filled)
    if error == EAGAIN { return nil }
    try check(error, "taking a frame")
    return FilledBuffer(
      index: Int(filled.index), count: Int(filled.bytes), sequence: filled.sequence,
      hasError: filled.has_error != 0)
  }

  func bytes(of buffer: Int, count: Int) -> [UInt8] {
    let buffer = buffers.withLock { $0.indices.contains(buffer) ? $0[buffer] : nil }
    return buffer?.bytes(count) ?? []
  }

  // MARK: stream

  func startStream() throws(USBError) {
    video_alarm_clear(alarm)
    try check(video_stream(file, 1), "starting the stream")
  }

  func stopStream() { _ = video_stream(file, 0) }

  func wait() -> NodeEvent {
    var both = [
      pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
      pollfd(fd: file, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let status = unsafe poll(&both, 2, -1)
      if status < 0, errno == EINTR { continue }
      if both[0].revents != 0 { return .woken }
      let isWrong = status < 0 || Int32(both[1].revents) & (POLLERR | POLLHUP | POLLNVAL) != 0
      return isWrong ? .failing : .filled
    }
  }

  func wake() { video_alarm_ring(alarm) }

  // MARK: controls

  func range(of control: NodeControl) throws(USBError) -> ControlRange? {
    var range = video_control()
    let error = unsafe video_control_range(file, control.id, &range)
    if error == EINVAL || range.is_usable == 0 { return nil }
    try check(error, "asking for a control")
    var value: Int32 = 0
    try check(unsafe video_get_control(file, control.id, &value), "reading a control")
    return ControlRange(
      minimum: Int(range.minimum), maximum: Int(range.maximum), resolution: Int(range.step),
      standard: Int(range.standard), current: Int(value))
  }

  func set(_ control: NodeControl, to value: Int) throws(USBError) {
    let error = video_set_control(file, control.id, Int32(clamping: value))
    try check(error, "setting a control")
  }

  func read(
    _ request: VideoClass.Request, _ selector: UInt8, of unit: UInt8, count: Int
  ) throws(USBError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let error = unsafe video_ask_unit(
      file, unit, selector, request.rawValue, &bytes, UInt16(clamping: count))
    try check(error, "reading control \(selector) of unit \(unit)")
    return bytes
  }

  func write(_ bytes: [UInt8], _ selector: UInt8, of unit: UInt8) throws(USBError) {
    var bytes = bytes
    let error = unsafe video_ask_unit(
      file, unit, selector, VideoClass.Request.setCurrent.rawValue, &bytes,
      UInt16(clamping: bytes.count))
    try check(error, "writing control \(selector) of unit \(unit)")
  }

  private func check(_ error: CInt, _ doing: String) throws(USBError) {
    if error != 0 { throw USBError(system: error, doing: "\(doing) (\(path))") }
  }
}

extension USBError {
  /// What a system call on a device's node came to.
  init(system error: CInt, doing: String) {
    self.init(Self.reason(of: error), doing: doing)
  }

  private static func reason(of error: CInt) -> Reason {
    switch error {
    case ENODEV, ENXIO, ENOENT: .disconnected
    case EACCES, EPERM: .notPermitted
    case EBUSY: .busy
    case ENOMEM: .noMemory
    case EPIPE: .stall
    case ETIMEDOUT: .timeout
    case EINVAL, ENOTTY, ENOSYS: .notSupported
    default: .wire
    }
  }
}
