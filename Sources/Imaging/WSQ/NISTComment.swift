// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// The comment in which NIST's software keeps what the format itself has no place for: a list of
/// names and values, one pair a line, of which the first is `NIST_COM` and the number of pairs.
struct NISTComment {
  private static let title = "NIST_COM"
  /// What NIST's own software wrote for an unknown resolution: -1 as a byte. Reference records made
  /// with it have this in images of 500 ppi.
  private static let unknownPixelsPerInch = 255.0

  /// Names and values in order, the title left out.
  let pairs: [(name: String, value: String)]

  /// Gives nil for a comment of another kind.
  init?(_ comment: ArraySlice<UInt8>) {
    let text = String(decoding: comment.prefix { $0 != 0 }, as: UTF8.self)
    guard text.hasPrefix(Self.title) else { return nil }
    pairs = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return (String(words.first ?? ""), words.dropFirst().joined(separator: " "))
    }
  }

  /// Describes an image that is compressed with a target rate in bits per pixel.
  init(of image: GrayImage, rate: Double) {
    var pairs = [
      ("PIX_WIDTH", "\(image.width)"), ("PIX_HEIGHT", "\(image.height)"), ("PIX_DEPTH", "8"),
    ]
    if let resolution = image.resolution {
      pairs.append(("PPI", "\(Int(resolution.pixelsPerInch.rounded()))"))
    }
    pairs += [
      ("LOSSY", "1"), ("COLORSPACE", "GRAY"), ("COMPRESSION", "WSQ"), ("WSQ_BITRATE", "\(rate)"),
    ]
    self.pairs = pairs
  }

  /// What the last `PPI` says; nil where it is missing, unknown or no resolution of an image.
  var resolution: Resolution? {
    guard let value = pairs.last(where: { $0.name == "PPI" })?.value,
      let density = Double(value), density != Self.unknownPixelsPerInch
    else { return nil }
    return Resolution(pixelsPerInch: density)
  }

  /// The comment's bytes.
  var content: [UInt8] {
    let all = [(name: Self.title, value: "\(pairs.count + 1)")] + pairs
    return Array(all.map { "\($0.name) \($0.value)\n" }.joined().utf8)
  }
}
