// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

@Suite("Benchmark harness")
struct HarnessTests {
  @Test("Cases take turns, and warm-up calls are not counted")
  func interleaving() throws {
    var calls: [Int] = []
    let cases = (0..<2).map { index in
      BenchmarkCase("case \(index)", pixels: 10) {
        calls.append(index)
        return index
      }
    }
    let timings = try Harness.time(cases, rounds: 3)
    #expect(calls == Array(repeating: [0, 1], count: 3 + Harness.warmUpCalls).flatMap { $0 })
    #expect(timings.map(\.name) == ["case 0", "case 1"])
    #expect(timings.allSatisfy { $0.rounds == 3 })
  }

  @Test("Median, minimum and time per pixel come from the samples")
  func figures() {
    let timing = Timing("stage", pixels: 100, samples: [900, 300, 500])
    #expect(timing.medianNanoseconds == 500)
    #expect(timing.minimumNanoseconds == 300)
    #expect(timing.nanosecondsPerPixel == 5)
  }

  @Test("An error in a case ends the benchmark")
  func failure() {
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try Harness.time([BenchmarkCase("broken") { throw Broken() }], rounds: 1)
    }
  }

  @Test(
    "Numbers are written without exponent and rounded half away from zero",
    arguments: [
      (0.0, 2, "0.00"), (1234.56, 1, "1234.6"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"),
      (-2.5, 0, "-3"), (0.9999, 3, "1.000"), (7, 4, "7.0000"),
    ])
  func fixedNumbers(value: Double, decimals: Int, text: String) {
    #expect(BenchmarkReport.fixed(value, decimals) == text)
  }

  @Test("The report names the case, its times in microseconds and its figures")
  func report() {
    let report = BenchmarkReport(
      name: "extract", subject: "one image",
      timings: [Timing("orientation", pixels: 1000, samples: [2_500_000])],
      figures: [.init("recall", 0.91, "of true minutiae")])
    #expect(report.text.contains("orientation"))
    #expect(report.text.contains("2500.0"))
    #expect(report.text.contains("0.9100 of true minutiae"))
  }
}
