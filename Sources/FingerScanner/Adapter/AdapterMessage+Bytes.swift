// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Bytes

extension AdapterMessage {
  /// Most bytes of a message after its length: the largest picture with its head.
  public static let mostBytes = 1 + 7 + 32_000_000
  static let mostTextBytes = 100
  static let mostFailureBytes = 500

  private enum Kind {
    static let hello: UInt8 = 1
    static let startPreview: UInt8 = 2
    static let capture: UInt8 = 3
    static let stop: UInt8 = 4
    static let capabilities: UInt8 = 130
    static let frame: UInt8 = 131
    static let stopped: UInt8 = 132
    static let error: UInt8 = 133
    static let alive: UInt8 = 134
  }

  /// The message as it goes over the pipe: length in four bytes, kind, body; numbers high byte first.
  public var bytes: [UInt8] {
    let content = self.content
    let count = UInt32(truncatingIfNeeded: content.count)
    return (0..<4).map { UInt8(count >> (24 - 8 * $0) & 0xff) } + content
  }

  private var content: [UInt8] {
    switch self {
    case .hello(let hello):
      [Kind.hello] + Self.word(hello.version) + Self.text(hello.name, Self.mostTextBytes)
        + Self.text(hello.serial, Self.mostTextBytes)
    case .capabilities(let can):
      [Kind.capabilities, can.hasFinalFrame ? 1 : 0] + can.positions.map(\.rawValue).sorted()
    case .startPreview(let position): [Kind.startPreview, position.rawValue]
    case .capture: [Kind.capture]
    case .stop: [Kind.stop]
    case .stopped: [Kind.stopped]
    case .alive: [Kind.alive]
    case .frame(let frame):
      [Kind.frame, frame.isFinal ? 1 : 0] + Self.word(frame.pixelsPerInch)
        + Self.word(frame.width) + Self.word(frame.height) + frame.pixels
    case .error(let failure):
      [Kind.error, failure.reason.rawValue] + Array(failure.text.shown(Self.mostFailureBytes).utf8)
    }
  }

  /// Reads kind and body of one message. The other side is not trusted: everything is checked.
  public init(parsing content: ArraySlice<UInt8>) throws(MalformedData) {
    var reader = ByteReader(content)
    switch try reader.readUInt8("kind of message") {
    case Kind.hello:
      let version = try reader.readUInt16("version")
      self = .hello(
        AdapterHello(
          version: version, name: try reader.readText("name"),
          serial: try reader.readText("serial number")))
    case Kind.capabilities:
      let flags = try reader.readUInt8("flags")
      let positions = reader.rest.compactMap(FingerPosition.init(rawValue:))
      guard reader.remaining <= FingerPosition.allCases.count else {
        throw reader.malformed("at most \(FingerPosition.allCases.count) positions")
      }
      self = .capabilities(
        AdapterCapabilities(positions: Set(positions), hasFinalFrame: flags & 1 != 0))
      return
    case Kind.startPreview:
      guard let position = FingerPosition(rawValue: try reader.readUInt8("position")) else {
        throw reader.malformed("a finger position")
      }
      self = .startPreview(position)
    case Kind.capture: self = .capture
    case Kind.stop: self = .stop
    case Kind.stopped: self = .stopped
    case Kind.alive: self = .alive
    case Kind.frame: self = .frame(try AdapterFrame(&reader))
    case Kind.error:
      guard let reason = AdapterFailure.Reason(rawValue: try reader.readUInt8("reason")) else {
        throw reader.malformed("a reason from 1 to 5")
      }
      let text = reader.rest.prefix(Self.mostFailureBytes)
      self = .error(
        AdapterFailure(reason, String(decoding: text, as: UTF8.self).shown(Self.mostFailureBytes)))
      return
    default: throw reader.malformed("a known kind of message", at: 0)
    }
    try reader.expectEnd(of: "the message")
  }

  private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }

  private static func text(_ text: String, _ most: Int) -> [UInt8] {
    let bytes = Array(text.shown(most).utf8)
    return [UInt8(truncatingIfNeeded: bytes.count)] + bytes
  }
}

extension AdapterFrame {
  fileprivate init(_ reader: inout ByteReader) throws(MalformedData) {
    isFinal = try reader.readUInt8("flags") & 1 != 0
    pixelsPerInch = try reader.readUInt16("pixels per inch")
    width = try reader.readUInt16("width")
    height = try reader.readUInt16("height")
    let sides = 1...UInt16(RawFrame.longestSide)
    guard sides.contains(width), sides.contains(height),
      Resolution(pixelsPerInch: Double(pixelsPerInch)) != nil
    else { throw reader.malformed("sides from 1 to 8192 at 50 to 5000 ppi") }
    pixels = Array(try reader.readBytes(Int(width) * Int(height), "pixels"))
  }

  /// The picture for the framework; nothing needs turning.
  var raw: RawFrame? {
    guard let resolution = Resolution(pixelsPerInch: Double(pixelsPerInch)) else { return nil }
    return RawFrame(
      width: Int(width), height: Int(height), pixels: pixels,
      geometry: FrameGeometry(resolution: resolution))
  }
}

extension ByteReader {
  fileprivate mutating func readText(_ what: String) throws(MalformedData) -> String {
    let count = Int(try readUInt8("length of the \(what)"))
    guard count <= AdapterMessage.mostTextBytes else { throw malformed("a shorter \(what)") }
    return String(decoding: try readBytes(count, what), as: UTF8.self)
      .shown(AdapterMessage.mostTextBytes)
  }
}

extension String {
  /// Without characters that would disturb a terminal or a log, and of at most so many bytes of UTF-8.
  fileprivate func shown(_ most: Int) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars where scalar.properties.generalCategory != .control {
      count += UTF8.width(scalar)
      if count > most { break }
      result.append(scalar)
    }
    return String(result)
  }
}
