// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import USB

/// One camera of a device: a control interface with its streaming interfaces. A device with a colour
/// and an infrared sensor may have two.
public struct VideoFunction: Sendable, Hashable {
  /// Controls.
  public let control: VideoControl
  /// Streams, those that give pictures.
  public let streams: [VideoStreaming]

  /// Every camera that a device describes.
  ///
  /// The descriptors come from the device: what breaks UVC throws, what is merely unknown is passed
  /// over.
  public static func all(in set: DescriptorSet) throws(MalformedData) -> [VideoFunction] {
    let interfaces = set.configurations.first?.interfaces ?? []
    var found: [VideoFunction] = []
    for interface in interfaces where interface.isVideoControl && interface.alternate == 0 {
      guard let control = try VideoControl(interface) else { continue }
      var streams: [VideoStreaming] = []
      for number in Set(control.streamingInterfaces).sorted() {
        let settings = interfaces.filter { $0.number == number && $0.isVideoStreaming }
        if let stream = try VideoStreaming(settings) { streams.append(stream) }
      }
      if !streams.isEmpty { found.append(VideoFunction(control: control, streams: streams)) }
    }
    return found
  }

  /// Interfaces that must be claimed.
  public var interfaces: [UInt8] { [control.number] + streams.map(\.number) }

  /// Everything that can be asked of it and that we can read, in the device's order.
  public var modes: [VideoMode] {
    streams.flatMap { stream in
      stream.formats.flatMap { format in
        format.sizes.compactMap { size in VideoMode(stream, format, size) }
      }
    }
  }

  /// Every size in which stills can be asked for and that we can read, in the device's order; empty for a
  /// camera whose stills are frames of the stream.
  public var stills: [StillMode] { streams.flatMap(StillMode.all) }

  /// The stream of an interface.
  public func stream(_ number: UInt8) -> VideoStreaming? { streams.first { $0.number == number } }
}
