// SPDX-License-Identifier: Apache-2.0

/// A file format for grey images.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  /// Portable Network Graphics, ISO/IEC 15948.
  case png
  /// Joint Photographic Experts Group's lossy format, ISO/IEC 10918-1, in JFIF.
  case jpeg
  /// JPEG 2000 in its file format, ISO/IEC 15444-1 annex I.
  case jp2
  /// The bare JPEG 2000 codestream, ISO/IEC 15444-1 annex A; it carries no resolution.
  case j2k
  /// The FBI's wavelet scalar quantization for finger images of 500 ppi, IAFIS-IC-0110 v3.1.
  case wsq
  /// Portable grey map of Netpbm, binary (P5) or text (P2); it carries no
  /// resolution.
  case pgm

  /// Reads and writes the format. A further format is one case here and one type beside the others.
  var codec: any ImageCodec.Type {
    switch self {
    case .png: PNG.self
    case .jpeg: JPEG.self
    case .jp2: JP2.self
    case .j2k: J2K.self
    case .wsq: WSQ.self
    case .pgm: PGM.self
    }
  }

  /// The format of a file with this content; nil when its first bytes are of none.
  public init?(content bytes: [UInt8]) {
    guard let format = Self.allCases.first(where: { $0.codec.recognizes(bytes) }) else {
      return nil
    }
    self = format
  }

  /// The format that the ending of a path asks for, in either case; nil when there is none.
  public init?(path: String) {
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
    guard let name = ending?.lowercased(),
      let format = Self.allCases.first(where: { $0.codec.fileEndings.contains(name) })
    else { return nil }
    self = format
  }

  /// Endings of file names, without the dot, the usual one first.
  public var fileEndings: [String] { codec.fileEndings }
}

/// What each format's file provides.
protocol ImageCodec {
  /// Lower-case endings of file names, the usual one first.
  static var fileEndings: [String] { get }
  /// Whether the first bytes are this format's; never reads further than it must.
  static func recognizes(_ bytes: [UInt8]) -> Bool
  /// Takes a whole file; the limits are checked before pixels are allocated.
  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage
  /// Gives a whole file with the image's resolution where the format can carry it.
  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8]
}
