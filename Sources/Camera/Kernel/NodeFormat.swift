// SPDX-License-Identifier: Apache-2.0

/// A format as a video node is asked for it and as it answers (`v4l2_pix_format`).
struct NodeFormat: Sendable, Hashable {
  /// How pixels lie.
  var code: PixelCode
  /// Pixels per row.
  var width: UInt32
  /// Rows.
  var height: UInt32
  /// Bytes from row to row; 0 for compressed formats.
  var bytesPerLine: UInt32 = 0
  /// Most bytes of a frame.
  var bytes: UInt32 = 0

  /// A wish: the rest is the driver's to say.
  init(_ code: PixelCode, width: Int, height: Int) {
    self.code = code
    self.width = UInt32(clamping: width)
    self.height = UInt32(clamping: height)
  }

  /// Most bytes of a frame that are believed: four times what the largest mode needs.
  static let mostBytes = 1 << 28

  /// Whether an answer gives the mode as it is, without padding between rows, in buffers that hold it.
  func gives(_ mode: VideoMode) -> Bool {
    guard code.format == mode.format, Int(width) == mode.width, Int(height) == mode.height,
      (1...Self.mostBytes).contains(Int(bytes))
    else { return false }
    guard let row = mode.format.rowBytes(width: mode.width),
      let frame = mode.format.frameBytes(width: mode.width, height: mode.height)
    else { return true }
    return Int(bytesPerLine) == row && Int(bytes) >= frame
  }
}

/// Sizes that a node lists for a format (`v4l2_frmsizeenum`): a single one, or all from least to most in
/// steps; steps of 1 are what the kernel calls continuous.
struct NodeSizes: Sendable, Hashable {
  var widths: Steps
  var heights: Steps

  /// One size.
  init(width: UInt32, height: UInt32) {
    widths = Steps(least: width, most: width, step: 1)
    heights = Steps(least: height, most: height, step: 1)
  }

  /// A range of them.
  init(widths: Steps, heights: Steps) { (self.widths, self.heights) = (widths, heights) }

  /// Whether a size is among them.
  func holds(width: Int, height: Int) -> Bool { widths.holds(width) && heights.holds(height) }

  /// Numbers from least to most.
  struct Steps: Sendable, Hashable {
    var least: UInt32
    var most: UInt32
    /// A step of 0, which drivers are free to say, counts as 1.
    var step: UInt32

    func holds(_ number: Int) -> Bool {
      let (least, most, step) = (Int(least), Int(most), max(Int(step), 1))
      return least <= most && (least...most).contains(number)
        && (number - least).isMultiple(of: step)
    }
  }
}
