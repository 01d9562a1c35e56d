// SPDX-License-Identifier: Apache-2.0

/// A benchmark that the command line can call by name.
public struct Benchmark: Sendable {
  /// Name on the command line.
  public let name: String
  /// One line for the list of benchmarks.
  public let abstract: String
  /// Runs it.
  public let run: @Sendable (Options) throws -> BenchmarkReport

  /// What every benchmark is given.
  public struct Options: Sendable {
    /// Timed calls of each case.
    public var rounds = 30
    /// Synthetic impressions for the benchmarks that measure accuracy.
    public var impressions = 200
    /// Folder with images to use in place of synthetic ones.
    public var images: String?
    /// Whether images of a folder keep their blank borders, so that figures by size compare.
    public var keepsBorders = false

    /// Takes the defaults of the command line.
    public init() {}
  }

  /// All benchmarks in the order in which they run.
  public static let all: [Benchmark] = [
    ExtractBenchmark.benchmark, KernelBenchmark.benchmark, CompareBenchmark.benchmark,
    ApplicantBenchmark.benchmark, AccuracyBenchmark.benchmark, WSQBenchmark.benchmark,
    SlapBenchmark.benchmark, QualityBenchmark.benchmark, FeedbackBenchmark.benchmark,
    ScannerBenchmark.benchmark, IrisBenchmark.benchmark, EyeBenchmark.benchmark,
    CameraBenchmark.benchmark, SessionBenchmark.benchmark,
  ]
}
