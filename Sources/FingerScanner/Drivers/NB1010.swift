// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import USB

/// NEXT Biometrics NB-1010-U: thermal, 256x180, 385 ppi.
///
/// The smallest driver, and the one to copy: a question and an answer on two bulk endpoints, and a
/// picture in 90 blocks of two lines.
public actor NB1010: USBScannerDriver {
  /// The one model.
  public static let card = DriverCard(
    name: "nb1010", kind: .fingerScanner,
    models: [.init(0x298d, 0x1010, "NEXT Biometrics NB-1010-U", .recorded)])

  /// 385 ppi by its data sheet; the picture lies as the finger does.
  private static let geometry = FrameGeometry(
    resolution: Resolution(pixelsPerInch: 385) ?? .standard)

  private static let width = 256
  private static let blocks = 90
  private static let linesPerBlock = 2
  /// Bytes of a block before its lines.
  private static let blockHead = 25
  private static let blockSize = 540
  private static let answerSize = 16
  /// What byte 12 of the answer to a finger check exceeds when a finger is there.
  private static let fingerThreshold: UInt8 = 0x30

  private let transport: any Transport
  private let settings: ScannerSettings

  /// Takes an opened device.
  public init(_ transport: any Transport, _ settings: ScannerSettings) {
    self.transport = transport
    self.settings = settings
  }

  /// There is nothing to switch on.
  public func wake() async throws {}

  /// Asks twenty times a second.
  public func awaitFinger() async throws { try await poll(until: true) }

  /// Takes a picture: a preparation, the request, and its blocks.
  public func readFrame() async throws -> RawFrame {
    _ = try await ask(0x0d, sequence: 3, [0, 4, 0, 0])
    _ = try await ask(
      0x12, sequence: 4, [2] + [UInt8](repeating: 0, count: 19) + [0x20, 0, 0, 0])
    var pixels: [UInt8] = []
    for _ in 0..<Self.blocks { pixels += try await readBlock() }
    let height = Self.blocks * Self.linesPerBlock
    let frame = RawFrame(
      width: Self.width, height: height, pixels: pixels, geometry: Self.geometry)
    guard let frame else { throw ProtocolError(expected: "256x180 pixels") }
    return frame
  }

  /// Asks twenty times a second.
  public func awaitLift() async throws { try await poll(until: false) }

  /// There is nothing to switch off.
  public func sleep() async {}

  private func poll(until isThere: Bool) async throws {
    while true {
      let answer = try await ask(0x38, sequence: 1, [])
      if (answer[12] > Self.fingerThreshold) == isThere { return }
      try await settings.pause(milliseconds: 50)
    }
  }

  private func readBlock() async throws -> ArraySlice<UInt8> {
    let block = try await receive(Self.blockSize)
    return block[Self.blockHead..<Self.blockHead + Self.linesPerBlock * Self.width]
  }

  /// One command: mark, code, sequence, length of the whole, arguments.
  private func ask(_ code: UInt8, sequence: UInt8, _ arguments: [UInt8]) async throws -> [UInt8] {
    let length = UInt8(truncatingIfNeeded: 8 + arguments.count)
    let command: [UInt8] = [0x80, code, sequence, 0, length, 0, 0, 0] + arguments
    try await transport.write(0x02, command, timeout: settings.milliseconds(1000))
    return try await receive(Self.answerSize)
  }

  private func receive(_ count: Int) async throws -> [UInt8] {
    let bytes = try await transport.read(
      0x83, count: count, timeout: settings.milliseconds(1000))
    guard bytes.count == count, bytes[0] == 0x80 else {
      throw ProtocolError(expected: "an answer of \(count) bytes")
    }
    return bytes
  }
}
