// SPDX-License-Identifier: Apache-2.0

import USB

/// The registers of a U.are.U: one vendor request reads or writes as many of them as it has bytes.
struct URU4000Registers: Sendable {
  enum Register: UInt16 {
    /// Bit 7 low power, bit 2 something went wrong, bit 1 an interrupt waits.
    case hardwareStatus = 0x07
    /// Number of the key, then the host's seed, low byte first.
    case scrambleIndex = 0x33
    /// The scanner's half of the key, low byte first.
    case scrambleKey = 0x34
    /// What the scanner is to do now.
    case mode = 0x4e
    /// Versions.
    case deviceInformation = 0xf0
    case response = 0x2000
    case challenge = 0x2010
  }

  private let transport: any Transport
  private let timeout: Duration

  init(_ transport: any Transport, timeout: Duration) {
    self.transport = transport
    self.timeout = timeout
  }

  func read(_ register: Register) async throws -> UInt8 {
    try await read(register, count: 1)[0]
  }

  func read(_ register: Register, count: Int) async throws -> [UInt8] {
    let bytes = try await transport.readControl(setup(register), count: count, timeout: timeout)
    guard bytes.count == count else {
      throw ProtocolError(expected: "\(count) bytes of register \(register)")
    }
    return bytes
  }

  func write(_ register: Register, _ value: UInt8) async throws {
    try await write(register, [value])
  }

  func write(_ register: Register, _ bytes: [UInt8]) async throws {
    try await transport.writeControl(setup(register), bytes, timeout: timeout)
  }

  private func setup(_ register: Register) -> ControlSetup {
    ControlSetup(.vendor, request: 0x04, value: register.rawValue)
  }
}

/// What the scanner can be told to do.
enum URU4000Mode {
  static let awaitFingerOn: UInt8 = 0x10
  static let awaitFingerOff: UInt8 = 0x12
  static let capture: UInt8 = 0x20
  static let off: UInt8 = 0x70
}
