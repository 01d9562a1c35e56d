// SPDX-License-Identifier: Apache-2.0

import Bytes

/// A terminal or unit on the way from the sensor to the stream (UVC 1.5, 2.3 and 3.7).
public struct VideoUnit: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// The sensor with lens and shutter.
    case camera
    /// Another source of pictures.
    case input(type: UInt16)
    /// Where pictures leave to a streaming interface, or elsewhere.
    case output(type: UInt16)
    /// Chooses one of its sources.
    case selector
    /// Brightness, gain and the like.
    case processing
    /// The maker's own: lamps, eye finding.
    case `extension`(VideoGUID)
    /// An encoder.
    case encoding
  }

  /// Its number in requests; never 0.
  public let id: UInt8
  /// What it is.
  public let kind: Kind
  /// Units that it takes pictures from.
  public let sources: [UInt8]
  /// `bmControls`: which controls it says that it has.
  public let controls: UInt32

  /// Type of an input terminal that is a camera (UVC 1.5, B.2).
  private static let cameraType: UInt16 = 0x0201

  /// Reads a descriptor of a control interface; nil for the header and for what is not known.
  init?(_ descriptor: ClassDescriptor) throws(MalformedData) {
    guard let what = VideoClass.ControlDescriptor(rawValue: descriptor.subtype), what != .header
    else { return nil }
    id = try descriptor.byte(3)
    switch what {
    case .header: return nil
    case .inputTerminal:
      let type = try descriptor.word(4)
      kind = type == Self.cameraType ? .camera : .input(type: type)
      sources = []
      controls = type == Self.cameraType ? try descriptor.controls(14) : 0
    case .outputTerminal:
      kind = .output(type: try descriptor.word(4))
      (sources, controls) = ([try descriptor.byte(7)], 0)
    case .selectorUnit:
      kind = .selector
      (sources, controls) = (Array(try descriptor.part(5, Int(descriptor.byte(4)))), 0)
    case .processingUnit:
      kind = .processing
      (sources, controls) = ([try descriptor.byte(4)], try descriptor.controls(7))
    case .extensionUnit:
      kind = .extension(try descriptor.guid(4))
      let pins = Int(try descriptor.byte(21))
      sources = Array(try descriptor.part(22, pins))
      controls = try descriptor.controls(22 + pins)
    case .encodingUnit:
      kind = .encoding
      (sources, controls) = ([try descriptor.byte(4)], 0)
    }
    guard id != 0 else { return nil }
  }
}
