// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography

/// A portrait in the form in which it enters the record, grey or colour, checked against its own
/// bytes.
public struct FaceImage: Sendable, Hashable {
  /// The compressed file.
  public let bytes: [UInt8]
  /// How it is compressed: PNG, JPEG or JPEG 2000.
  public let compression: ImageCompression
  /// Pixels.
  public let width: Int
  /// Pixels.
  public let height: Int
  /// Whether it has colours.
  public let isColour: Bool
  /// SHA-256 of `bytes`.
  public let digest: Digest256

  /// Largest portrait, in bytes: 2 megapixels as PNG.
  public static let maximumBytes = 8 << 20
  /// Sides of a portrait, in pixels.
  public static let sides = 90...4096

  /// Takes a file; its size and compression are read from its own header.
  ///
  /// Throws `face-image` when the bytes are too many, broken, of another kind, or not 8 bits a
  /// channel of grey or colour.
  public init(_ bytes: [UInt8]) throws(RecordError) {
    guard bytes.count <= Self.maximumBytes else {
      throw Self.refused("it has more than \(Self.maximumBytes) bytes")
    }
    let header: ImageHeader?
    do throws(MalformedData) {
      header = try ImageHeader(bytes[...])
    } catch {
      throw Self.refused("its header is broken \(error)")
    }
    guard let header, let compression = header.format.compression,
      [.png, .jpeg, .jpeg2000, .losslessJPEG2000].contains(compression)
    else { throw Self.refused("it is no PNG, JPEG or JP2 file") }
    guard header.depth == 8, [1, 3].contains(header.components) else {
      throw Self.refused("it has not 8 bits a channel of grey or colour")
    }
    guard Self.sides.contains(header.width), Self.sides.contains(header.height) else {
      throw Self.refused("a side is not 90 to 4096 pixels")
    }
    digest = try RecordError.digest(of: bytes)
    (self.bytes, self.compression) = (bytes, compression)
    (width, height, isColour) = (header.width, header.height, header.components == 3)
  }

  private static func refused(_ found: String) -> RecordError {
    RecordError("face-image", "Taking a portrait into the record: \(found). Take it again.")
  }
}

/// One accepted portrait and where it comes from.
public struct FaceCapture: Sendable, Hashable {
  /// The picture as it enters the record.
  public let image: FaceImage
  /// When it was made.
  public let time: UTCTime
  /// Device and frame.
  public let provenance: Provenance

  /// Takes all parts.
  public init(image: FaceImage, time: UTCTime, provenance: Provenance) {
    (self.image, self.time, self.provenance) = (image, time, provenance)
  }
}
