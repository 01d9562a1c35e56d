// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The hot loops of one instruction-set level, passed explicitly to whoever computes.
public struct Kernels: Sendable {
  /// The level the loops were compiled for.
  public let level: SIMDLevel
  /// Loops of minutia extraction.
  public let extraction: any ExtractionKernels
  /// Loops of fingerprint comparison.
  public let comparison: any ComparisonKernels
  /// Loops of the quality measures.
  public let quality: any QualityKernels
  /// Loops of iris segmentation, coding and comparison.
  public let iris: any IrisKernels
  /// Loops of the WSQ codec.
  let wsq: any WSQKernels

  /// The fastest level of this processor.
  public static let best: Kernels = available.last ?? plain

  /// Plain Swift loops.
  public static let plain = Kernels(
    level: .none, extraction: PlainExtractionKernels(), comparison: PlainComparisonKernels(),
    quality: PlainQualityKernels(), iris: PlainIrisKernels(), wsq: PlainWSQKernels())

  /// Every level that this processor runs, slowest first.
  public static let available: [Kernels] = SIMDLevel.allCases.compactMap(Kernels.init(level:))

  /// Gives nil when this build or this processor does not have the level.
  public init?(level: SIMDLevel) {
    let number: Int32
    switch level {
    case .none:
      self = .plain
      return
    case .baseline: number = 0
    case .v3: number = 1
    case .v4: number = 2
    }
    guard let table = ck_level(number) else { return nil }
    self.init(
      level: level,
      extraction: CompiledExtractionKernels(table: table.pointee.extraction),
      comparison: CompiledComparisonKernels(table: table.pointee.comparison),
      quality: CompiledQualityKernels(table: table.pointee.quality),
      iris: CompiledIrisKernels(table: table),
      wsq: CompiledWSQKernels(table: table))
  }

  private init(
    level: SIMDLevel, extraction: any ExtractionKernels, comparison: any ComparisonKernels,
    quality: any QualityKernels, iris: any IrisKernels, wsq: any WSQKernels
  ) {
    self.level = level
    self.extraction = extraction
    self.comparison = comparison
    self.quality = quality
    self.iris = iris
    self.wsq = wsq
  }
}
