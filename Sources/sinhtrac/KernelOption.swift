// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import Imaging

/// `--simd LEVEL`, wherever images are worked on.
struct KernelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Instruction-set level to use: \(SIMDLevel.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "Results are the same with all; the fastest one is taken by itself.", valueName: "level"))
  var simd: SIMDLevel?

  /// The loops of the level that was asked for, or of the fastest one.
  func chosen() throws -> Kernels {
    guard let simd else { return .best }
    guard let kernels = Kernels(level: simd) else {
      let levels = Kernels.available.map(\.level.rawValue).joined(separator: ", ")
      throw ValidationError(
        "This processor does not have --simd \(simd.rawValue); it has \(levels).")
    }
    return kernels
  }
}

extension SIMDLevel: ExpressibleByArgument {}
