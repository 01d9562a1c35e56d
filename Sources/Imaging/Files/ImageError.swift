// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why an image could not be read, written or normalized.
public struct ImageError: ExplainedError, Hashable {
  /// What is wrong, as scripts and tests know it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The first bytes, or the ending of the file's name, belong to no format that is known here.
    case unsupportedFormat = "unsupported-format"
    /// The data end before the image does.
    case truncated
    /// The data break a rule of their format.
    case damaged
    /// More pixels, a longer side or more bytes than the limits accept.
    case tooLarge = "too-large"
    /// A side is shorter than the smallest finger image.
    case tooSmall = "too-small"
    /// A colour model that has no plain way to grey, such as CMYK.
    case colourSpace = "colour-space"
    /// More bits a sample than the format's reader accepts.
    case bitDepth = "bit-depth"
    /// Nothing says how many pixels make an inch.
    case unknownResolution = "unknown-resolution"
    /// A resolution that finger images are not accepted at.
    case unsupportedResolution = "unsupported-resolution"
    /// The file says that its pixels are not square.
    case nonSquarePixels = "non-square-pixels"
    /// An encoding option outside its range.
    case badOption = "bad-option"
    /// The file cannot be opened or read.
    case unreadableFile = "unreadable-file"
    /// The file cannot be written.
    case unwritableFile = "unwritable-file"
    /// The machine has no memory left.
    case noMemory = "no-memory"
  }

  /// What is wrong.
  public let kind: Kind
  /// What was being done, what was found, what to do.
  public let message: String

  /// Takes the kind and the sentence for people.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The kind in kebab-case.
  public var code: String { kind.rawValue }
}
