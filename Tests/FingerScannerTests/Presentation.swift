// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import ScannerModels
import Testing
import USB

/// A made-up scanner, plugged in, and captures with it.
struct Presentation {
  let device: SimulatedDevice
  let bus: SimulatedBus
  let time = VirtualTime()
  private let settings: ScannerSettings

  init(_ model: any DeviceModel, attempts: Int = 3) throws {
    device = SimulatedDevice(model, at: try #require(DevicePath("1-4")), clock: time)
    bus = SimulatedBus([device])
    settings = ScannerSettings(
      hostSeed: { 0x51ea_2124 }, attempts: attempts, clock: time)
  }

  /// Opens the scanner, does something with it and closes it, all in virtual time.
  func use<Success: Sendable>(
    _ body: (FingerScanner) async throws -> Success
  ) async throws -> Success {
    try await withTaskExecutorPreference(time) {
      let scanner = try await open()
      do {
        let success = try await body(scanner)
        await scanner.close()
        return success
      } catch {
        await scanner.close()
        throw error
      }
    }
  }

  /// One capture from opening to closing.
  func capture(within limit: Duration = .seconds(60)) async throws -> Frame {
    try await use { try await $0.capture(within: limit) }
  }

  private func open() async throws(ScannerError) -> FingerScanner {
    let found = try bus.fingerScanner(named: nil)
    return try await FingerScanner(opening: found, on: bus, settings: settings)
  }

  /// Puts a plug that fell out in again.
  func plugInAgain() {
    if device.description == nil { device.plug() }
  }
}
