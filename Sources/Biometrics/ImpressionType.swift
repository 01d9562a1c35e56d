// SPDX-License-Identifier: Apache-2.0

/// How a finger image was made; raw values are ANSI/NIST-ITL 1-2011 table 7 (IMP) and ISO/IEC
/// 19794-2:2011 table 3, which agree on these codes.
public enum ImpressionType: UInt8, Sendable, Hashable, CaseIterable {
  case liveScanPlain = 0
  case liveScanRolled = 1
  case nonLiveScanPlain = 2
  case nonLiveScanRolled = 3
  case latent = 7
  case swipe = 8
  case liveScanContactless = 24
  case other = 28
  case unknown = 29

  /// Name for files, JSON and the command line, such as `live-scan-plain`.
  public var name: String {
    switch self {
    case .liveScanPlain: "live-scan-plain"
    case .liveScanRolled: "live-scan-rolled"
    case .nonLiveScanPlain: "non-live-scan-plain"
    case .nonLiveScanRolled: "non-live-scan-rolled"
    case .latent: "latent"
    case .swipe: "swipe"
    case .liveScanContactless: "live-scan-contactless"
    case .other: "other"
    case .unknown: "unknown"
    }
  }

  /// Takes a name as `name` gives it; nil for any other text.
  public init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
