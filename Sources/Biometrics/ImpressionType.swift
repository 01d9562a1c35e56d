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
  case liveScanContactless = 9
  case other = 28
  case unknown = 29
}
