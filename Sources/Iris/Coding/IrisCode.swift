// SPDX-License-Identifier: Apache-2.0

/// An iris as bits: the signs of even and odd filter responses in 16 bands from pupil to limbus and
/// 256 columns around, and a mask that tells which of them can be relied on.
///
/// A column is one word: bits 0 to 15 are the even responses of the bands from the pupil outwards,
/// bits 16 to 31 the odd ones. Turning the eye by 1/256 moves all words by one.
public struct IrisCode: Sendable, Hashable {
  /// Columns around the eye.
  public static let columns = 256
  /// Bands from pupil to limbus.
  public static let bands = 16

  /// 256 words of signs.
  public let signs: [UInt32]
  /// 256 words; 1 where the sign is reliable.
  public let mask: [UInt32]
  /// How many signs are reliable, of 8192.
  public let validBits: Int

  /// Gives nil unless both have 256 words.
  public init?(signs: [UInt32], mask: [UInt32]) {
    guard signs.count == Self.columns, mask.count == Self.columns else { return nil }
    self.signs = signs
    self.mask = mask
    validBits = mask.reduce(0) { $0 + $1.nonzeroBitCount }
  }
}

extension IrisCode: CustomStringConvertible, CustomDebugStringConvertible {
  /// How many signs are reliable; never the signs, which would put a template into logs.
  public var description: String { "iris code with \(validBits) reliable bits" }

  /// The same.
  public var debugDescription: String { description }
}
