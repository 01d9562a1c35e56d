// SPDX-License-Identifier: Apache-2.0

import USB

/// A node that gives pictures, with what it lists. Others of the same camera give its time stamps.
struct CaptureNode: Sendable {
  let node: any VideoNode
  private let formats: [Listed]

  private struct Listed: Sendable {
    let code: PixelCode
    let sizes: [NodeSizes]
  }

  /// Most formats, and most sizes of each, that are asked for: the kernel's driver lists those of the
  /// camera, which are counted by bytes.
  static let longestList = 256
  /// `V4L2_CAP_VIDEO_CAPTURE` and `V4L2_CAP_STREAMING`.
  private static let needed: UInt32 = 0x0400_0001

  /// Nil for a node that gives no pictures.
  init?(_ node: any VideoNode) throws(USBError) {
    guard try node.capabilities() & Self.needed == Self.needed else { return nil }
    self.node = node
    var found: [Listed] = []
    for index in 0..<Self.longestList {
      guard let code = try node.pixelCode(at: index) else { break }
      guard code.format != nil else { continue }
      found.append(Listed(code: code, sizes: try Self.sizes(of: code, node)))
    }
    formats = found
  }

  private static func sizes(
    of code: PixelCode, _ node: any VideoNode
  ) throws(USBError) -> [NodeSizes] {
    var found: [NodeSizes] = []
    for index in 0..<longestList {
      guard let sizes = try node.sizes(at: index, of: code) else { break }
      found.append(sizes)
    }
    return found
  }

  /// What to ask for to get a mode; nil when the node does not list it.
  func wish(for mode: VideoMode) -> NodeFormat? {
    let listed = formats.first { listed in
      listed.code.format == mode.format
        && listed.sizes.contains { $0.holds(width: mode.width, height: mode.height) }
    }
    return listed.map { NodeFormat($0.code, width: mode.width, height: mode.height) }
  }
}
