// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
public import USB

/// U.are.U 4000, 4000B and 4500 and the readers that Microsoft sold: optical, 384x290, 512 ppi.
///
/// Everything is registers, written and read by one vendor request; the scanner tells what happens on
/// an interrupt endpoint, where a read is posted at all times.
public actor URU4000: USBScannerDriver {
  /// The models; both 4500 and the second Microsoft reader were recorded.
  public static let card = DriverCard(
    name: "uru4000", kind: .fingerScanner,
    models: [
      .init(0x05ba, 0x0007, "U.are.U 4000", .shouldWork),
      .init(0x05ba, 0x0008, "U.are.U 4000, second release", .shouldWork),
      .init(0x05ba, 0x000a, "U.are.U 4500", .recorded),
      .init(0x045e, 0x00bb, "Microsoft Keyboard with Fingerprint Reader", .shouldWork),
      .init(0x045e, 0x00bc, "Microsoft IntelliMouse with Fingerprint Reader", .shouldWork),
      .init(0x045e, 0x00bd, "Microsoft Fingerprint Reader", .shouldWork),
      .init(0x045e, 0x00ca, "Microsoft Fingerprint Reader, version 2", .recorded),
    ])

  /// Fingers are bright, and the 4500 holds the picture turned by 180 degrees.
  static func geometry(of model: ModelID) -> FrameGeometry {
    let isTurned = model == ModelID(0x05ba, 0x000a)
    return FrameGeometry(
      isMirrored: isTurned, isUpsideDown: isTurned, hasBrightRidges: true,
      resolution: .uru4000)
  }

  private let transport: any Transport
  private let settings: ScannerSettings
  private let registers: URU4000Registers
  private var messages: InterruptMailbox?

  /// Takes an opened device.
  public init(_ transport: any Transport, _ settings: ScannerSettings) {
    self.transport = transport
    self.settings = settings
    registers = URU4000Registers(transport, timeout: settings.milliseconds(3000))
  }

  /// Switches the scanner on; the message that it is on can get lost, then all of it is done again.
  public func wake() async throws {
    for attempt in 1...3 {
      let messages = InterruptMailbox(
        transport, endpoint: 0x81, count: 64, clock: settings.clock)
      self.messages?.stop()
      self.messages = messages
      try await powerUp()
      do {
        try await messages.wait(for: .powerOn, within: settings.milliseconds(300))
        break
      } catch let error as USBError where error.reason == .timeout && attempt < 3 { continue }
    }
    _ = try await registers.read(.deviceInformation, count: 16)
  }

  private func powerUp() async throws {
    var status = try await registers.read(.hardwareStatus)
    if status & 0x84 == 0x84 {
      try await registers.write(.hardwareStatus, status & 0x0f)
      status = try await poll(until: { $0 & 0x01 != 0 })
    }
    if status & 0x80 == 0 { try await registers.write(.hardwareStatus, status | 0x80) }
    for _ in 0..<100 {
      try await registers.write(.hardwareStatus, status & 0x0f)
      status = try await registers.read(.hardwareStatus)
      if status & 0x80 == 0 { return }
      try await settings.pause(milliseconds: 10)
      try await answerChallenge()
    }
    throw ProtocolError(expected: "the end of low power")
  }

  private func poll(until isReady: (UInt8) -> Bool) async throws -> UInt8 {
    for _ in 0..<100 {
      let status = try await registers.read(.hardwareStatus)
      if isReady(status) { return status }
      try await settings.pause(milliseconds: 10)
    }
    throw ProtocolError(expected: "the hardware status that it is ready")
  }

  /// The second Microsoft reader wants to see a number encrypted before it wakes.
  private func answerChallenge() async throws {
    guard transport.device.model == ModelID(0x045e, 0x00ca) else { return }
    let challenge = try await registers.read(.challenge, count: 16)
    let answer = try AES128.encrypt(block: challenge, key: Self.challengeKey)
    try await registers.write(.response, answer)
  }

  /// The same in every reader.
  private static let challengeKey: [UInt8] = [
    0x79, 0xac, 0x91, 0x79, 0x5c, 0xa1, 0x47, 0x8e, 0x98, 0xe0, 0x0f, 0x3c, 0x59, 0x8f, 0x5f, 0x4b,
  ]

  /// Waits for the message that a finger is there.
  public func awaitFinger() async throws {
    messages?.forget(.fingerOn)
    try await registers.write(.mode, URU4000Mode.awaitFingerOn)
    try await messages?.wait(for: .fingerOn, within: nil)
  }

  /// Takes a picture: the read must be there before the scanner is told to send.
  public func readFrame() async throws -> RawFrame {
    let transfer = Transfer(
      .read(0x82, count: URU4000Picture.mostBytes), timeout: settings.milliseconds(5000))
    let picture = transport.submit(transfer)
    do {
      try await registers.write(.mode, URU4000Mode.capture)
    } catch {
      picture.cancel()
      _ = await picture.outcome()
      throw error
    }
    var received = try URU4000Picture(try await picture.result().bytes)
    if received.isEncrypted { try await decrypt(&received) }
    return try received.frame(Self.geometry(of: transport.device.model))
  }

  private func decrypt(_ picture: inout URU4000Picture) async throws {
    var stream = try await newKey(picture.keyNumber)
    for index in picture.blocks.indices {
      if picture.blocks[index].changesKey {
        picture.keyNumber &+= 1
        stream = try await newKey(picture.keyNumber)
      }
      picture.decrypt(block: index, with: &stream)
    }
  }

  /// Both halves of a key: ours, and the one that the scanner answers.
  private func newKey(_ number: UInt8) async throws -> URU4000KeyStream {
    let seed = settings.hostSeed()
    let seedBytes = (0..<4).map { UInt8(truncatingIfNeeded: seed >> (8 * $0)) }
    try await registers.write(.scrambleIndex, [number] + seedBytes)
    let answer = try await registers.read(.scrambleKey, count: 4)
    let value = answer.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return URU4000KeyStream(key: value ^ seed)
  }

  /// Waits for the message that no finger is there.
  public func awaitLift() async throws {
    messages?.forget(.fingerOff)
    try await registers.write(.mode, URU4000Mode.awaitFingerOff)
    try await messages?.wait(for: .fingerOff, within: nil)
  }

  /// Switches the light off, then takes the posted read back.
  public func sleep() async {
    try? await registers.write(.mode, URU4000Mode.off)
    messages?.stop()
    messages = nil
  }
}

extension Resolution {
  /// 512 ppi: optical scale of the whole family, by its data sheet.
  fileprivate static let uru4000 = Resolution(pixelsPerInch: 512) ?? .standard
}
