// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FingerScanner
import Fingerprint
import Station
import USB

/// Which scanner takes the fingers, and how long it waits for them.
struct ScannerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The scanner: an ID, a driver, a place, or samples for the sample scanner.", valueName: "id"))
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

  /// Asks again for what is below the threshold, where one is given.
  func autoCapture(threshold: UInt8? = nil) -> AutoCapture {
    var policy = AutoCapture.Policy()
    policy.enough = threshold ?? policy.enough
    return AutoCapture(policy)
  }

  /// Opens the scanner, and closes it again whatever happens.
  func withScanner<Value>(_ body: (FingerScanner) async throws -> Value) async throws -> Value {
    if let adapter {
      return try await FingerScanner(adapter: adapter, settings: settings).use(body)
    }
    if device == ScannerIdentity.samples.id {
      return try await FingerScanner(samples: settings).use(body)
    }
    return try await LibUSBBus().use { bus in
      let found = try bus.fingerScanner(named: device)
      return try await FingerScanner(opening: found, on: bus, settings: settings).use(body)
    }
  }

  private var settings: ScannerSettings {
    guard let hostSeed else { return ScannerSettings() }
    return ScannerSettings(hostSeed: { hostSeed })
  }

  /// Tells the operator what to do, on a terminal.
  static func tellOperator(_ finger: FingerPosition, _ event: AutoCapture.Event) {
    guard StandardError.isTerminal, let advice = event.advice(finger) else { return }
    StandardError.print(advice)
  }
}

extension AutoCapture.Event {
  /// What the operator is to do; nil where it is nothing.
  fileprivate func advice(_ finger: FingerPosition) -> String? {
    let name = finger == .unknown ? "the finger" : finger.name
    switch self {
    case .scanner(.ready): return "place \(name)"
    case .scanner(.startingAnew): return "the scanner is started anew"
    case .preview(.moving), .preview(.settling): return "hold still"
    case .preview(.poor): return "press evenly, in the middle"
    case .placeAgain(let reason): return "lift \(name): \(reason?.english ?? "too poor")"
    case .scanner, .preview: return nil
    }
  }
}
