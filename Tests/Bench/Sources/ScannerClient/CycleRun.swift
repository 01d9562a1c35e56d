// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import Foundation
import ScannerModels
import USB

/// Opens, captures, cancels and closes again and again: nothing may grow. A sanitizer keeps what was
/// freed for a while; what leaks it reports itself, and growth is not judged.
struct CycleRun {
  private let bus: any Bus
  private let model: any ScannerModel
  private let count: Int
  private let judgesGrowth: Bool

  init(_ bus: any Bus, _ model: any ScannerModel, _ count: Int, judgesGrowth: Bool) {
    (self.bus, self.model, self.count) = (bus, model, count)
    self.judgesGrowth = judgesGrowth
  }

  func run() async throws {
    // Caches and thread pools fill in the first cycles.
    for number in 0..<(count / 10) { try await cycle(number) }
    let before = Usage.now
    for number in 0..<count { try await cycle(number) }
    let after = Usage.now
    print("\(count) cycles: before \(before), after \(after)")
    guard judgesGrowth else { return }
    guard after.kibibytes < before.kibibytes + 2048, after.threads <= before.threads + 2,
      after.files <= before.files
    else { throw Finding(description: "something grew") }
  }

  /// Every second capture is cancelled somewhere on its way.
  private func cycle(_ number: Int) async throws {
    let found = try await bus.scanner()
    let scanner = try await FingerScanner(opening: found, on: bus, settings: .bench)
    let capture = Task { try await scanner.capture(within: .seconds(5)) }
    if number.isMultiple(of: 2) {
      guard try await capture.value.pixels == model.expected else {
        throw Finding(description: "cycle \(number): wrong picture")
      }
    } else {
      try await Task.sleep(for: .microseconds(number * 37 % 20_000))
      capture.cancel()
      _ = await capture.result
    }
    await scanner.close()
  }

  /// What the process holds.
  private struct Usage: CustomStringConvertible {
    let kibibytes: Int
    let threads: Int
    let files: Int

    static var now: Usage {
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      func number(_ name: String) -> Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
      }
      let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
      return Usage(kibibytes: number("VmRSS:"), threads: number("Threads:"), files: files)
    }

    var description: String { "\(kibibytes) KiB, \(threads) threads, \(files) files" }
  }
}
