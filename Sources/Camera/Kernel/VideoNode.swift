// SPDX-License-Identifier: Apache-2.0

import USB

/// A video node of the kernel, such as `/dev/video0`, and what can be asked of it (Linux media
/// infrastructure userspace API, part I, Video for Linux). Answers are taken as they come: who asks
/// judges them. All functions may block; dropping the last reference closes the node.
protocol VideoNode: Sendable {
  /// The node's file, for messages.
  var path: String { get }

  /// What it can do: flags of `V4L2_CAP`.
  func capabilities() throws(USBError) -> UInt32
  /// The pixel format at a place of its list; nil behind the last one.
  func pixelCode(at index: Int) throws(USBError) -> PixelCode?
  /// The sizes at a place of a format's list; nil behind the last ones.
  func sizes(at index: Int, of code: PixelCode) throws(USBError) -> NodeSizes?
  /// Asks for a format; gives what the driver made of the wish.
  func agree(on wish: NodeFormat) throws(USBError) -> NodeFormat
  /// Asks for a time between frames; gives what the driver will keep.
  func agree(on wish: NodeInterval) throws(USBError) -> NodeInterval

  /// Makes about so many buffers, of which the driver has the last word; gives the bytes of each.
  func makeBuffers(_ count: Int) throws(USBError) -> [Int]
  /// Gives all buffers back.
  func dropBuffers()
  /// Lends a buffer to the driver.
  func lend(_ buffer: Int) throws(USBError)
  /// Takes back a buffer that is filled, or given up; nil when there is none yet.
  func takeBack() throws(USBError) -> FilledBuffer?
  /// A copy of the first bytes of a buffer, at most all of them.
  func bytes(of buffer: Int, count: Int) -> [UInt8]
  /// Begins to fill buffers; forgets former calls of `wake`.
  func startStream() throws(USBError)
  /// Ends it.
  func stopStream()
  /// Waits until something is to be done.
  func wait() -> NodeEvent
  /// Ends the wait, now or the next time.
  func wake()

  /// The range and value of a control; nil when there is none.
  func range(of control: NodeControl) throws(USBError) -> ControlRange?
  /// Sets a control.
  func set(_ control: NodeControl, to value: Int) throws(USBError)
  /// Reads so many bytes of a control of an extension unit by a request of the video class.
  func read(_ request: VideoClass.Request, _ selector: UInt8, of unit: UInt8, count: Int)
    throws(USBError) -> [UInt8]
  /// Writes a control of an extension unit.
  func write(_ bytes: [UInt8], _ selector: UInt8, of unit: UInt8) throws(USBError)
}

/// What a wait ended with.
enum NodeEvent: Sendable, Hashable {
  /// A buffer can be taken back.
  case filled
  /// Somebody called `wake`.
  case woken
  /// Something is wrong with the node; taking a buffer back tells what.
  case failing
}

/// A buffer that the driver has done with.
struct FilledBuffer: Sendable, Hashable {
  /// Its number.
  var index: Int
  /// Bytes of the picture.
  var count: Int
  /// Counts frames from 0 since the stream began, those that never came included.
  var sequence: UInt32
  /// The driver says that the picture is damaged.
  var hasError: Bool
}

/// Time from frame to frame in seconds, as a fraction.
struct NodeInterval: Sendable, Hashable {
  var numerator: UInt32
  var denominator: UInt32

  /// Takes a time in units of 100 ns.
  init(_ interval: UInt32) { (numerator, denominator) = (interval, 10_000_000) }

  /// Frames a second; nil for what no camera does.
  var rate: Double? {
    guard numerator > 0, denominator > 0 else { return nil }
    let rate = Double(denominator) / Double(numerator)
    return (0.1...10_000).contains(rate) ? rate : nil
  }
}
