// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc

/// What a figure was measured on; a time without it means nothing.
public struct Machine: Sendable, Encodable {
  /// Model name of the processor, as the kernel gives it.
  public let processor: String
  /// Logical processors this process may use.
  public let processors: Int
  /// Compiler and optimisation of this build.
  public let build: String
  /// Largest memory the process has held so far, in MiB.
  public let peakMemoryMebibytes: Double

  /// Describes the machine and the process at this moment.
  public static func current() -> Machine {
    Machine(
      processor: processorName(), processors: ProcessInfo.processInfo.activeProcessorCount,
      build: "\(compiler), \(configuration)", peakMemoryMebibytes: peakMemory())
  }

  private static func processorName() -> String {
    guard let data = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return "unknown" }
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first {
      $0.hasPrefix("model name")
    }
    let name = line?.split(separator: ":", maxSplits: 1).last?.drop { $0 == " " }
    return name.map(String.init) ?? architecture
  }

  private static func peakMemory() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let mebibytes = Double(usage.ru_maxrss) / 1024  // Linux counts in KiB
    return (mebibytes * 10).rounded() / 10
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "unknown"
    #endif
  }

  private static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or later"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #else
      "Swift 6.3"
    #endif
  }

  private static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
