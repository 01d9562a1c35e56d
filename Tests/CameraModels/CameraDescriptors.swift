// SPDX-License-Identifier: Apache-2.0

import Camera
import USB

/// The descriptors of made-up cameras (UVC 1.5, chapter 3).
enum CameraDescriptors {
  /// Extension unit of all models: control 1 is the lamps, two bytes.
  static let lampUnit = VideoGUID(Array(0x10...0x1f))
  static let endpoint: UInt8 = 0x81
  /// Bulk endpoint of stills, of 512 bytes a packet.
  static let stillEndpoint: UInt8 = 0x82
  static let stillAddress = EndpointAddress(stillEndpoint)
  /// Packet fields of the settings 1 to 3 of an isochronous camera: 1, 2 and 3 packets of 1024 bytes.
  static let packetFields: [UInt16] = [1024, 1024 | 1 << 11, 1024 | 2 << 11]

  static func all(_ script: CameraScript) -> [UInt8] {
    let inside = association + control(script) + streaming(script)
    let device: [UInt8] =
      [18, 1, 0, 2, 0xef, 2, 1, 64] + word(0x1209) + word(0x0002) + [0, 1, 0, 0, 0, 1]
    return device + [9, 2] + word(UInt16(9 + inside.count)) + [2, 1, 0, 0x80, 250] + inside
  }

  private static let association: [UInt8] = [8, 11, 0, 2, 0x0e, 3, 0, 0]

  private static func control(_ script: CameraScript) -> [UInt8] {
    let camera: [UInt8] =
      [18, 0x24, 2, 1] + word(0x0201) + [0, 0, 0, 0, 0, 0, 0, 0, 3, 0x2a, 0, 0]
    let processing: [UInt8] = [12, 0x24, 5, 2, 1, 0, 0, 2, 0x01, 0x02, 0, 0]
    let lamps: [UInt8] = [26, 0x24, 6, 4] + lampUnit.bytes + [1, 1, 2, 1, 1, 0]
    let output: [UInt8] = [9, 0x24, 3, 3] + word(0x0101) + [0, 4, 0]
    let units = camera + processing + lamps + output
    let header: [UInt8] =
      [13, 0x24, 1] + word(script.release) + word(UInt16(13 + units.count)) + long(30_000_000) + [
        1, 1,
      ]
    return [9, 4, 0, 0, 0, 0x0e, 1, 0, 0] + header + units
  }

  private static func streaming(_ script: CameraScript) -> [UInt8] {
    let formats = script.formats.enumerated().flatMap {
      format(script, $0.element, UInt8($0.offset + 1))
    }
    let header: [UInt8] =
      [14, 0x24, 1, UInt8(script.formats.count)] + word(UInt16(14 + formats.count))
      + [endpoint, 0, 3, script.stills?.method.rawValue ?? 1, 0, 0, 1, 0]
    let body = header + formats
    let hasOwn = script.stills?.method == .ownEndpoint
    let own: [UInt8] = hasOwn ? [7, 5, stillEndpoint, 2] + word(512) + [0] : []
    let more: UInt8 = hasOwn ? 1 : 0
    guard script.isIsochronous else {
      return [9, 4, 1, 0, 1 + more, 0x0e, 2, 0, 0] + body + [7, 5, endpoint, 2] + word(512) + [0]
        + own
    }
    let settings = packetFields.enumerated().flatMap { number, field -> [UInt8] in
      [9, 4, 1, UInt8(number + 1), 1 + more, 0x0e, 2, 0, 0] + [7, 5, endpoint, 5] + word(field)
        + [1] + own
    }
    return [9, 4, 1, 0, more, 0x0e, 2, 0, 0] + body + own + settings
  }

  private static func stills(_ script: CameraScript) -> [UInt8] {
    guard let stills = script.stills else { return [] }
    let sizes = stills.sizes.flatMap { word(UInt16($0.width)) + word(UInt16($0.height)) }
    let count = UInt8(stills.sizes.count)
    let body: [UInt8] =
      [0x24, 3, stills.method == .ownEndpoint ? stillEndpoint : 0, count] + sizes
      + [UInt8(stills.compressions.count)] + stills.compressions
    return [UInt8(body.count + 1)] + body
  }

  private static func format(
    _ script: CameraScript, _ format: PixelFormat, _ index: UInt8
  ) -> [UInt8] {
    let size = word(UInt16(script.width)) + word(UInt16(script.height))
    let most = UInt32(
      format.frameBytes(width: script.width, height: script.height) ?? 2 * script.width
        * script.height)
    let rates = long(333_333) + [2] + long(333_333) + long(666_666)
    func frame(_ subtype: UInt8) -> [UInt8] {
      [34, 0x24, subtype, 1, 0] + size + long(1_000_000) + long(100_000_000) + long(most) + rates
    }
    if format == .mjpeg {
      return [11, 0x24, 6, index, 1, 0, 1, 0, 0, 0, 0] + frame(7) + stills(script)
    }
    return [27, 0x24, 4, index, 1] + guid(format).bytes + [8, 1, 0, 0, 0, 0] + frame(5)
      + stills(script)
  }

  private static func guid(_ format: PixelFormat) -> VideoGUID {
    switch format {
    case .gray8: VideoGUID(code: "Y8  ")
    case .gray16: VideoGUID(code: "Y16 ")
    case .yuy2: VideoGUID(code: "YUY2")
    case .uyvy: VideoGUID(code: "UYVY")
    case .nv12: VideoGUID(code: "NV12")
    case .mjpeg: VideoGUID(code: "MJPG")
    }
  }

  static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

  static func long(_ value: UInt32) -> [UInt8] {
    word(UInt16(truncatingIfNeeded: value)) + word(UInt16(truncatingIfNeeded: value >> 16))
  }
}
