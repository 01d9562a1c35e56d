// SPDX-License-Identifier: Apache-2.0

/// The picture in a frame of JPEG, which need not fill it: cameras pad frames up to the size of their
/// transfers, and some do worse, which their cards say.
enum JPEGFrame {
  /// The sound picture of a mode's size; nil when there is none, or when what stands around it is not
  /// what this camera may put there. The walk goes over each byte once.
  static func picture(
    in bytes: [UInt8], of mode: VideoMode, quirks: CameraQuirks
  ) -> JPEGStructure? {
    guard let start = start(in: bytes, behind: quirks.bytesBeforeJPEG),
      let first = JPEGStructure(bytes, at: start)
    else { return nil }
    let found: JPEGStructure? =
      switch quirks.behindJPEG {
      case .leftovers: first
      case .padding: isPadding(bytes[first.range.upperBound...]) ? first : nil
      case .furtherPictures: among(bytes, first, mode)
      }
    return found?.hasSize(of: mode) == true ? found : nil
  }

  private static func start(in bytes: [UInt8], behind most: Int) -> Int? {
    (0...min(max(most, 0), bytes.count)).first { JPEGStructure.isStart(bytes, at: $0) }
  }

  /// The first picture of the mode's size; nil where one of them is not whole.
  private static func among(
    _ bytes: [UInt8], _ first: JPEGStructure, _ mode: VideoMode
  ) -> JPEGStructure? {
    var found = first.hasSize(of: mode) ? first : nil
    var end = first.range.upperBound
    while let next = nextStart(bytes, from: end) {
      guard let further = JPEGStructure(bytes, at: next) else { return nil }
      found = found ?? (further.hasSize(of: mode) ? further : nil)
      end = further.range.upperBound
    }
    return isPadding(bytes[end...]) ? found : nil
  }

  /// Where a picture begins with nothing but padding before it.
  private static func nextStart(_ bytes: [UInt8], from end: Int) -> Int? {
    var place = end
    while place < bytes.count, !JPEGStructure.isStart(bytes, at: place) {
      guard isPadding(bytes[place]) else { return nil }
      place += 1
    }
    return place < bytes.count ? place : nil
  }

  private static func isPadding(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { isPadding($0) }
  }

  /// Zeros, and the fill bytes of T.81, B.1.1.2.
  private static func isPadding(_ byte: UInt8) -> Bool { byte == 0 || byte == 0xff }
}

extension JPEGStructure {
  fileprivate func hasSize(of mode: VideoMode) -> Bool {
    (width, height) == (mode.width, mode.height)
  }
}
