// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes
public import Cryptography

/// How an image is compressed; raw values are the CGA codes of ANSI/NIST-ITL 1-2011 table 15.
public enum ImageCompression: String, Sendable, Hashable, CaseIterable {
  /// Pixels in row order.
  case none = "NONE"
  /// FBI wavelet scalar quantisation, for 500 ppi.
  case wsq = "WSQ20"
  /// JPEG, lossy.
  case jpeg = "JPEGB"
  /// JPEG, lossless.
  case losslessJPEG = "JPEGL"
  /// JPEG 2000, lossy, as a JP2 file.
  case jpeg2000 = "JP2"
  /// JPEG 2000, reversible, as a JP2 file.
  case losslessJPEG2000 = "JP2L"
  /// Portable network graphics.
  case png = "PNG"
}

/// A grey image in the form in which it enters the record, checked against its own bytes.
public struct EncodedImage: Sendable, Hashable {
  /// The compressed file, or the pixels.
  public let bytes: [UInt8]
  /// How it is compressed.
  public let compression: ImageCompression
  /// Pixels.
  public let width: Int
  /// Pixels.
  public let height: Int
  /// Bits per pixel.
  public let depth: Int
  /// Sampling density.
  public let resolution: Resolution
  /// SHA-256 of `bytes`.
  public let digest: Digest256

  /// Largest image that a record takes, in bytes.
  public static let maximumBytes = 32 << 20

  /// Smallest side that ANSI/NIST-ITL knows (14.006 and 14.007), in pixels.
  static let minimumSide = 10

  /// Takes a compressed image; its size and compression are read from its own header.
  ///
  /// Throws `image` when the bytes are too many, of no compression that a record can hold, broken,
  /// or not 8-bit grey. Give an image that `sinhtrac convert` wrote.
  public init(_ bytes: [UInt8], resolution: Resolution) throws(RecordError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .image("it has more than \(Self.maximumBytes) bytes")
    }
    let header: ImageHeader?
    do throws(MalformedData) {
      header = try ImageHeader(bytes[...])
    } catch {
      throw .image("its header is broken \(error)")
    }
    guard let header, let compression = header.format.compression else {
      throw .image("it is not a PNG, WSQ, JPEG or JP2 file")
    }
    guard header.depth == 8, header.components == 1 else {
      throw .image("it is not 8-bit grey")
    }
    try self.init(
      bytes, compression: compression, width: header.width, height: header.height,
      resolution: resolution)
  }

  /// Takes 8-bit pixels in row order.
  ///
  /// Throws `image` when their number is not width times height.
  public init(
    pixels: [UInt8], width: Int, height: Int, resolution: Resolution
  ) throws(RecordError) {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels.count == count else {
      throw .image("it has \(pixels.count) pixels instead of \(width) x \(height)")
    }
    try self.init(
      pixels, compression: .none, width: width, height: height, resolution: resolution)
  }

  private init(
    _ bytes: [UInt8], compression: ImageCompression, width: Int, height: Int,
    resolution: Resolution
  ) throws(RecordError) {
    let sides = Self.minimumSide...MinutiaeTemplate.maximumSide
    guard sides.contains(width), sides.contains(height) else {
      throw .image("a side is not \(sides.lowerBound) to \(sides.upperBound) pixels")
    }
    digest = try RecordError.digest(of: bytes)
    self.bytes = bytes
    self.compression = compression
    self.width = width
    self.height = height
    self.resolution = resolution
    depth = 8
  }
}

extension ImageHeader.Format {
  /// The record's code; nil for a bare codestream, which a record cannot hold.
  var compression: ImageCompression? {
    switch self {
    case .png: .png
    case .wsq: .wsq
    case .jpeg: .jpeg
    case .losslessJPEG: .losslessJPEG
    case .jp2(let reversible): reversible ? .losslessJPEG2000 : .jpeg2000
    case .codestream: nil
    }
  }
}

extension RecordError {
  fileprivate static func image(_ found: String) -> RecordError {
    RecordError(
      "image", "Taking an image into the record: \(found). Convert it with `sinhtrac convert`.")
  }
}
