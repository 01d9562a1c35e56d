// SPDX-License-Identifier: Apache-2.0

/// What a TouchChip says that it is.
struct UPEKSensor: Sendable, Hashable {
  /// Whether the finger is swept over it.
  let isSwipe: Bool
  /// Size of the picture that it gives: three quarters of its own cells.
  let width: Int
  let height: Int

  /// Cells a side; the largest known sensor has 256x512.
  private static let cells = 64...1024

  /// Reads the answer to the question.
  init(_ payload: [UInt8]) throws(ProtocolError) {
    guard payload.count >= 47, payload[5] == 0x06, payload[6] == 0x14 else {
      throw ProtocolError(expected: "what kind of sensor it is")
    }
    let columns = Int(payload[43]) | Int(payload[44]) << 8
    let rows = Int(payload[45]) | Int(payload[46]) << 8
    guard Self.cells.contains(columns), Self.cells.contains(rows) else {
      throw ProtocolError(expected: "a sensor of 64 to 1024 cells a side")
    }
    isSwipe = payload[42] & 0x80 != 0
    width = columns * 3 / 4
    height = rows * 3 / 4
  }

  /// Captures as soon as a finger is there, and waits for it for ever.
  var captureRequest: [UInt8] {
    [0x28, 0x0b, 0, 0, 0, 0x0e, 0x02, 0xfe, 0xff, 0xff, 0xff, 0x02, isSwipe ? 0 : 1, 0x02]
  }
}

/// What the sensor says about the finger while it waits.
struct UPEKStatus: Sendable, Hashable {
  private let code: UInt8

  /// Nil when the message is no such thing.
  init?(_ payload: [UInt8]) {
    guard payload.count > 11, payload[0] == 0x28 else { return nil }
    code = payload[11]
  }

  /// 0x00 finger on, 0x13 keep it there; 0x01, 0x0c no finger; 0x1d and 0x1e are bad swipes.
  var feelsFinger: Bool { code == 0x00 || code == 0x13 }

  static let acknowledgement: [UInt8] = [0x28, 0x05, 0, 0, 0, 0, 0x30, 0x01]
}

/// The parts of a picture put together.
struct UPEKPicture {
  static let acknowledgement: [UInt8] = [0x30]

  private let sensor: UPEKSensor
  private var pixels: [UInt8] = []

  init(_ sensor: UPEKSensor) { self.sensor = sensor }

  /// Adds a part; true when it was the last one. Throws when there is more than a picture.
  mutating func add(_ payload: [UInt8]) throws(ProtocolError) -> Bool {
    switch payload.first {
    case 0x2c: pixels += payload.dropFirst(11)
    case 0x24: pixels += payload.dropFirst(1)
    case 0x20: pixels += payload.dropFirst(1).dropLast(4)
    default: throw ProtocolError(expected: "a part of the picture")
    }
    guard pixels.count <= sensor.width * sensor.height else {
      throw ProtocolError(expected: "the end of the picture")
    }
    return payload.first == 0x20
  }

  func frame() throws(ProtocolError) -> RawFrame {
    let frame = RawFrame(
      width: sensor.width, height: sensor.height, pixels: pixels, geometry: UPEKTCImg.geometry)
    guard let frame else {
      throw ProtocolError(expected: "\(sensor.width)x\(sensor.height) pixels, but \(pixels.count)")
    }
    return frame
  }
}
