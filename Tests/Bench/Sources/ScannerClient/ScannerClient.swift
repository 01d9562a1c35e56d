// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import Foundation
import ScannerModels
import USB

/// Works with a made-up scanner through the real libusb and says whether all came out as it must:
/// `faults MODEL PLAN`, `cycles MODEL COUNT`, `again MODEL COUNT`
/// (the same without a look at what grows), `hold MODEL SECONDS` (only keeps it open), `try MODEL 0`
/// (any outcome is right that is no crash), `picture MODEL FILE`, which only writes the pixels that a
/// capture must give, and `stream isochronous COUNT`.
@main
enum ScannerClient {
  static func main() async {
    let words = CommandLine.arguments
    do {
      guard words.count == 4 else { throw Usage() }
      if words[1] == "stream" {
        guard let count = Int(words[3]) else { throw Usage() }
        return try await StreamRun(count).run()
      }
      guard let model = ScannerModels.named(words[2]) else { throw Usage() }
      if words[1] == "picture" {
        return try Data(model.expected).write(to: URL(filePath: words[3]))
      }
      let bus = try LibUSBBus()
      switch words[1] {
      case "hold":
        guard let seconds = Int(words[3]) else { throw Usage() }
        let scanner = try await FingerScanner(opening: bus.scanner(), on: bus, settings: .bench)
        try await Task.sleep(for: .seconds(seconds))
        await scanner.close()
      case "try": await Self.tryAll(on: bus)
      case "faults":
        guard let plan = FaultPlan(words[3]) else { throw Usage() }
        try await FaultRun(bus, model, plan).run()
      case "cycles", "again":
        guard let count = Int(words[3]) else { throw Usage() }
        try await CycleRun(bus, model, count, judgesGrowth: words[1] == "cycles").run()
      default: throw Usage()
      }
      await bus.close()
    } catch {
      print("FAILED \(error)")
      exit(1)
    }
  }

  /// Opens what is listed and captures, if it can be done.
  private static func tryAll(on bus: any Bus) async {
    for found in (try? bus.fingerScanners()) ?? [] {
      let opened = try? await FingerScanner(opening: found, on: bus, settings: .bench)
      _ = try? await opened?.capture(within: .milliseconds(500))
      await opened?.close()
    }
  }
}

/// The command line is not understood.
struct Usage: Error {}

/// Something did not come out as it must.
struct Finding: Error, CustomStringConvertible {
  let description: String
}

extension ScannerSettings {
  /// Shorter limits than for a person's sake; a host's late answers are later still.
  static let bench = ScannerSettings(hostSeed: { 0x51ea_2124 }, patience: 0.1)
}

extension Bus {
  /// The one scanner, as soon as it is plugged in (again).
  func scanner() async throws -> ScannerIdentity {
    for _ in 0..<400 {
      if let found = try? fingerScanner(named: nil) { return found }
      try await Task.sleep(for: .milliseconds(5))
    }
    return try fingerScanner(named: nil)
  }
}
