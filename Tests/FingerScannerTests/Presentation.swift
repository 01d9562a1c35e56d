// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import ScannerModels
import Testing
import USB

/// A made-up scanner, plugged in, and captures with it.
struct Presentation {
  let device: SimulatedDevice
  let bus: SimulatedBus
  private let settings: ScannerSettings

  /// Waiting for devices that answer at once is shortened; long enough still for a busy machine.
  static let patience = 0.05

  init(_ model: any DeviceModel, attempts: Int = 3) throws {
    device = SimulatedDevice(model, at: try #require(DevicePath("1-4")))
    bus = SimulatedBus([device])
    settings = ScannerSettings(
      hostSeed: { 0x51ea_2124 }, patience: Self.patience, attempts: attempts)
  }

  func open() async throws -> FingerScanner {
    try await FingerScanner(opening: bus.fingerScanner(named: nil), on: bus, settings: settings)
  }

  /// One capture from opening to closing.
  func capture(within limit: Duration = .seconds(60)) async throws(ScannerError) -> Frame {
    let found = try bus.fingerScanner(named: nil)
    let scanner = try await FingerScanner(opening: found, on: bus, settings: settings)
    do {
      let frame = try await scanner.capture(within: limit)
      await scanner.close()
      return frame
    } catch {
      await scanner.close()
      throw error
    }
  }

  /// Puts a plug that fell out in again.
  func plugInAgain() {
    if device.description == nil { device.plug() }
  }
}
