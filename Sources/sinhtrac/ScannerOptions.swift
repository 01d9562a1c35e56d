// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FingerScanner
import Station
import USB

/// Which scanner takes the fingers, and how long it waits for them.
struct ScannerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The scanner: an ID, a driver, a place, or samples for the sample images.", valueName: "id"))
  var device: String?

  @Option(
    help: ArgumentHelp(
      "A vendor's adapter and its arguments, in place of a scanner on USB.", valueName: "program"))
  var adapter: String?

  @Option(help: "Seconds to wait for a finger, 1 to 3600.")
  var timeout = 30

  @Option(help: ArgumentHelp("Fixed host seed, to replay a recording.", visibility: .hidden))
  var hostSeed: UInt32?

  func validate() throws {
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout \(timeout) is outside 1 to 3600 seconds.")
    }
    if adapter != nil, device != nil {
      throw ValidationError("--adapter and --device exclude each other.")
    }
  }

  var limit: Duration { .seconds(timeout) }

  /// Folder that `--device samples` takes its fingers from.
  static let sampleFolder = "samples/applicant-01"

  /// Opens the scanner, and closes it again whatever happens.
  func withScanner<Value>(_ body: (FingerScanner) async throws -> Value) async throws -> Value {
    if let adapter {
      return try await Self.use(FingerScanner(adapter: adapter, settings: settings), body)
    }
    if device == "samples" {
      let samples = try SampleDevices(folder: Self.sampleFolder)
      return try await Self.use(FingerScanner(samples: samples), body)
    }
    return try await withUSB { bus in
      let found = try bus.fingerScanner(named: device)
      return try await Self.use(FingerScanner(opening: found, on: bus, settings: settings), body)
    }
  }

  private var settings: ScannerSettings {
    guard let hostSeed else { return ScannerSettings() }
    return ScannerSettings(hostSeed: { hostSeed })
  }

  private static func use<Value>(
    _ scanner: FingerScanner, _ body: (FingerScanner) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(scanner)
      await scanner.close()
      return value
    } catch {
      await scanner.close()
      throw error
    }
  }

  /// Tells the operator what to do, on a terminal.
  static func tellOperator(_ finger: FingerPosition, _ event: ScannerEvent) {
    guard StandardError.isTerminal else { return }
    let name = finger == .unknown ? "the finger" : finger.name
    switch event {
    case .ready: StandardError.print("place \(name)")
    case .fingerOn: StandardError.print("hold still")
    case .startingAnew: StandardError.print("the scanner is started anew")
    case .fingerOff, .frame: break
    }
  }
}
