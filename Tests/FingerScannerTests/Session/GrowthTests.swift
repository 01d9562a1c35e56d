// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import Foundation
import ScannerModels
import Testing

@Suite(.serialized) struct GrowthTests {
  @Test("Two thousand times open, capture, cancel and close leave nothing behind")
  func cycles() async throws {
    let presentation = try Presentation(NB1010Model())
    // Caches and thread pools fill in the first cycles.
    try await Self.cycle(presentation, 200)
    let before = Self.numbers
    try await Self.cycle(presentation, 2000)
    let after = Self.numbers
    // Other suites run in this process at the same time; a leak of one page a cycle would be 8 MiB.
    #expect(after.files <= before.files + 8)
    #expect(after.threads <= before.threads + 4)
  }

  private static func cycle(_ presentation: Presentation, _ count: Int) async throws {
    for number in 0..<count {
      try await presentation.use { scanner async throws in
        let capture = Task(executorPreference: presentation.time) {
          try await scanner.capture(within: .seconds(20))
        }
        if number % 4 != 0 {
          for _ in 0..<number * 37 % 300 { await Task.yield() }
          capture.cancel()
        }
        let result = await capture.result
        if number % 4 == 0 { #expect(try result.get().width == 256) }
      }
    }
  }

  private static var numbers: (files: Int, threads: Int) {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let threads = status.split(separator: "\n").first { $0.hasPrefix("Threads:") } ?? ""
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    return (files, Int(threads.filter(\.isNumber)) ?? 0)
  }
}
