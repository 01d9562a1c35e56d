// SPDX-License-Identifier: Apache-2.0

/// One thing to time.
public struct BenchmarkCase {
  /// Words for the first column, such as `orientation`.
  public let name: String
  /// Pixels that one call works on, for the ns-per-pixel column; nil where that says nothing.
  public let pixels: Int?
  /// One call; the number it gives (a count, a checksum) keeps the optimiser from removing the work.
  let body: () throws -> Int

  /// Takes a body that gives a number depending on its work.
  public init(_ name: String, pixels: Int? = nil, body: @escaping () throws -> Int) {
    self.name = name
    self.pixels = pixels
    self.body = body
  }
}

/// CPU times of one case over all rounds.
public struct Timing: Sendable, Encodable {
  /// The case.
  public let name: String
  /// Calls that were timed.
  public let rounds: Int
  /// CPU nanoseconds of the middle call.
  public let medianNanoseconds: UInt64
  /// CPU nanoseconds of the fastest call: closest to what the code costs without disturbance.
  public let minimumNanoseconds: UInt64
  /// Median over the pixels of one call.
  public let nanosecondsPerPixel: Double?

  init(_ name: String, pixels: Int?, samples: [UInt64]) {
    let sorted = samples.sorted()
    self.name = name
    self.rounds = sorted.count
    medianNanoseconds = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    minimumNanoseconds = sorted.first ?? 0
    nanosecondsPerPixel = pixels.map { Double(sorted[sorted.count / 2]) / Double(max($0, 1)) }
  }
}

/// Times cases side by side.
public enum Harness {
  /// Calls that fill caches and let the processor reach its clock before timing starts.
  static let warmUpCalls = 2

  /// Runs every case once per round, in turn, so that a slow moment of the machine hits all alike.
  ///
  /// - Parameter rounds: timed calls of each case, at least 1.
  public static func time(_ cases: [BenchmarkCase], rounds: Int) throws -> [Timing] {
    var samples = [[UInt64]](repeating: [], count: cases.count)
    var checksum = 0
    for round in -warmUpCalls..<max(rounds, 1) {
      for (index, timed) in cases.enumerated() {
        let watch = Stopwatch()
        checksum &+= try timed.body()
        if round >= 0 { samples[index].append(watch.nanoseconds) }
      }
    }
    withExtendedLifetime(checksum) {}
    return zip(cases, samples).map { Timing($0.name, pixels: $0.pixels, samples: $1) }
  }
}
