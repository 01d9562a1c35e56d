// SPDX-License-Identifier: Apache-2.0

import Bytes
public import USB

/// A streaming interface: where pictures come from, and in which formats (UVC 1.5, 3.9).
public struct VideoStreaming: Sendable, Hashable {
  /// `bInterfaceNumber`.
  public let number: UInt8
  /// Endpoint of the pictures.
  public let endpoint: EndpointAddress
  /// The output terminal that feeds it.
  public let terminal: UInt8
  /// `bStillCaptureMethod`: 0 none, 1 from the stream, 2 from a stream interrupted for it, 3 by an
  /// endpoint of its own.
  public let stillMethod: UInt8
  /// The formats in the device's order.
  public let formats: [VideoFormat]
  /// Sizes of stills.
  public let stills: [StillSizes]
  /// Bytes of a packet of each bulk endpoint that gives data: one may be that of stills.
  let bulkPackets: [EndpointAddress: Int]
  /// Settings with an endpoint for pictures; each has another bandwidth.
  public let settings: [Setting]

  /// One alternate setting.
  public struct Setting: Sendable, Hashable {
    /// `bAlternateSetting`.
    public let alternate: UInt8
    /// Whether the endpoint is isochronous; else it is bulk.
    public let isIsochronous: Bool
    /// Bytes of one packet, or of all packets of one (micro)frame.
    public let bytesPerInterval: Int
  }

  /// Most formats of an interface.
  static let mostFormats = 64

  /// Reads all settings of one interface; the class descriptors are those of the first.
  ///
  /// Nil when there is no way to get pictures from it, as for displays.
  init?(_ interfaces: [InterfaceDescriptor]) throws(MalformedData) {
    guard let first = interfaces.first else { return nil }
    // Some cameras put class descriptors after the endpoint of a bulk interface.
    let extra = first.extra + first.endpoints.flatMap(\.extra)
    var parts = Parts()
    for descriptor in try ClassDescriptor.all(in: extra) { try parts.add(descriptor) }
    guard let header = parts.header else { return nil }
    number = first.number
    endpoint = EndpointAddress(header.endpoint)
    terminal = header.terminal
    stillMethod = header.stillMethod
    formats = parts.formats
    stills = parts.stills
    let address = EndpointAddress(header.endpoint)
    bulkPackets = Self.bulkPackets(interfaces)
    settings = interfaces.compactMap { Setting($0, address) }
    guard endpoint.isIn, !settings.isEmpty else { return nil }
  }

  private static func bulkPackets(_ interfaces: [InterfaceDescriptor]) -> [EndpointAddress: Int] {
    let all = interfaces.flatMap(\.endpoints).filter {
      $0.kind == .bulk && $0.address.isIn && $0.packetSize > 0
    }
    return Dictionary(all.map { ($0.address, $0.packetSize) }) { first, _ in first }
  }

  private struct Parts {
    var header: (endpoint: UInt8, terminal: UInt8, stillMethod: UInt8)?
    var formats: [VideoFormat] = []
    var stills: [StillSizes] = []

    mutating func add(_ descriptor: ClassDescriptor) throws(MalformedData) {
      switch VideoClass.StreamDescriptor(rawValue: descriptor.subtype) {
      case .inputHeader:
        header = (try descriptor.byte(6), try descriptor.byte(8), try descriptor.byte(9))
      case .uncompressedFormat, .frameBasedFormat:
        try add(VideoFormat(descriptor, isJPEG: false))
      case .jpegFormat: try add(VideoFormat(descriptor, isJPEG: true))
      case .uncompressedFrame, .jpegFrame:
        try add(FrameSize(descriptor, isFrameBased: false))
      case .frameBasedFrame: try add(FrameSize(descriptor, isFrameBased: true))
      case .stillFrame:
        // One for each format.
        guard let format = formats.last, stills.last?.formatIndex != format.index else { return }
        stills.append(try StillSizes(descriptor, formatIndex: format.index))
      case nil: return
      }
    }

    private mutating func add(_ format: VideoFormat) throws(MalformedData) {
      guard formats.count < VideoStreaming.mostFormats else {
        throw MalformedData(offset: 0, expected: "at most \(VideoStreaming.mostFormats) formats")
      }
      formats.append(format)
    }

    /// A size belongs to the format before it; one before any format belongs to nothing.
    private mutating func add(_ size: FrameSize?) throws(MalformedData) {
      guard let size, let last = formats.indices.last else { return }
      guard formats[last].sizes.count < VideoFormat.mostSizes else {
        throw MalformedData(offset: 0, expected: "at most \(VideoFormat.mostSizes) sizes")
      }
      formats[last].sizes.append(size)
    }
  }
}

extension VideoStreaming.Setting {
  init?(_ interface: InterfaceDescriptor, _ address: EndpointAddress) {
    guard let endpoint = interface.endpoints.first(where: { $0.address == address }) else {
      return nil
    }
    switch endpoint.kind {
    case .isochronous: isIsochronous = true
    case .bulk: isIsochronous = false
    case .control, .interrupt: return nil
    }
    alternate = interface.alternate
    bytesPerInterval = endpoint.superSpeedBytes ?? endpoint.bytesPerInterval
    guard bytesPerInterval > 0 else { return nil }
  }
}

extension EndpointDescriptor {
  /// `wBytesPerInterval` of a SuperSpeed companion (USB 3.2, 9.6.7); nil without one.
  fileprivate var superSpeedBytes: Int? {
    guard kind == .isochronous, extra.count >= 6, extra[0] >= 6, extra[1] == 0x30 else {
      return nil
    }
    return Int(extra[4]) | Int(extra[5]) << 8
  }
}
