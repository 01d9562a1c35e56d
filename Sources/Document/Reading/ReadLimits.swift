// SPDX-License-Identifier: Apache-2.0

/// Bounds of a reading, so that no chip can keep a station busy or fill its memory.
public struct ReadLimits: Sendable, Hashable {
  /// Most bytes of a file. Face images of 15 to 25 kB are usual, and ten fingers stay below 200 kB; more means
  /// longer readings of hostile chips.
  public var fileBytes = 1 << 20
  /// Most bytes of a read command with extended length. Buffers of chips hold 1 to 4 kB; more means fewer
  /// commands on good chips, and a larger loss when the card is lifted.
  public var readBytes = 2048
  /// Most commands of a reading, openings included. A card with 20 kB takes 150 of the short form; less
  /// cuts large files off, more lets a hostile chip go on for longer.
  public var commands = 8192
  /// How often a lost chip is opened again. More helps an unsteady hand, and lets a broken chip take longer.
  public var reopenings = 5

  /// The limits for everyday use.
  public init() {}
}
