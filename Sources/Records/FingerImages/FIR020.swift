// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// The finger image record "020" of ISO/IEC 19794-4:2011.
enum FIR020 {
  static let magic = Array("FIR\0020\0".utf8)
  /// Bytes before the first representation.
  static let headerSize = 16
  /// Lowest resolution of the image settings levels, 500 ppi less 1 %.
  static let minimumPixelsPerInch = 495.0
  /// Positions of table 5 that have a name here: fingers, right four, left four, both thumbs.
  static let positions = Set(0...10).union(13...15)
}

extension FingerImageRecord {
  /// The record's bytes.
  ///
  /// Throws `finger-image-not-in-format` for no view or too many, WSQ far from 500 ppi, lossless
  /// JPEG, less than 495 ppi, and numbers of one position that do not run 0, 1, 2...
  public func encoded() throws(FingerImageError) -> [UInt8] {
    try check()
    let isCertified = views.contains { !$0.certifications.isEmpty }
    var body = ByteWriter()
    for view in views { view.write(certified: isCertified, to: &body) }
    var writer = ByteWriter()
    writer.write(FIR020.magic)
    writer.write(UInt32(clamping: body.bytes.count + FIR020.headerSize))
    writer.write(UInt16(views.count))
    writer.write(UInt8(isCertified ? 1 : 0))
    writer.write(UInt8(Set(views.map(\.positionCode)).count))
    writer.write(body.bytes)
    return writer.bytes
  }

  private func check() throws(FingerImageError) {
    guard (1...Self.maximumViews).contains(views.count) else {
      throw .notInFormat("it has \(views.count) images instead of 1 to \(Self.maximumViews)")
    }
    let size = views.reduce(0) { $0 + $1.image.bytes.count }
    guard size <= Self.maximumBytes / 2 else {
      throw .notInFormat("its images have more than \(Self.maximumBytes / 2) bytes")
    }
    var counts: [UInt8: UInt8] = [:]
    for view in views {
      try view.check()
      let expected = counts[view.positionCode, default: 0]
      guard view.number == expected else {
        throw .notInFormat("images of one position are not numbered from 0 without gaps")
      }
      counts[view.positionCode] = expected + 1
    }
  }
}

extension FingerImageView {
  /// The position as the format codes it: plain thumbs are thumbs.
  var positionCode: UInt8 {
    switch position {
    case .plainRightThumb: FingerPosition.rightThumb.rawValue
    case .plainLeftThumb: FingerPosition.leftThumb.rawValue
    default: position.rawValue
    }
  }

  fileprivate func check() throws(FingerImageError) {
    guard compressionCode != nil else {
      throw .notInFormat("lossless JPEG has no code in the format")
    }
    let density = image.resolution.pixelsPerInch
    guard density >= FIR020.minimumPixelsPerInch else {
      throw .notInFormat("an image has less than \(Int(FIR020.minimumPixelsPerInch)) ppi")
    }
    guard image.compression != .wsq || density <= Type14.maximumWSQPixelsPerInch else {
      throw .notInFormat("WSQ is for 500 ppi only, and an image has more")
    }
    guard qualities.count <= Int(UInt8.max), certifications.count <= Int(UInt8.max) else {
      throw .notInFormat("an image has more than 255 quality or certification blocks")
    }
  }

  private var compressionCode: UInt8? {
    FingerImageView.compressionCodes.first { $0.value == image.compression }?.key
  }

  /// Table 8; 1 (packed raw) is read by nobody here.
  static let compressionCodes: [UInt8: ImageCompression] = [
    0: .none, 2: .wsq, 3: .jpeg, 4: .jpeg2000, 5: .losslessJPEG2000, 6: .png,
  ]

  fileprivate func write(certified: Bool, to writer: inout ByteWriter) {
    var body = ByteWriter()
    RepresentationHeader(
      moment: captured, equipment: equipment, qualities: qualities, certifications: certifications
    ).write(certified: certified, to: &body)
    body.write(positionCode)
    body.write(number)
    body.write(UInt8(1))  // pixels per inch
    for density in [captureResolution, captureResolution, image.resolution, image.resolution] {
      body.write(UInt16(clamping: Int(density.pixelsPerInch.rounded())))
    }
    body.write(UInt8(image.depth))
    body.write(compressionCode ?? 0)
    body.write(impression.rawValue)
    body.write(UInt16(clamping: image.width))
    body.write(UInt16(clamping: image.height))
    body.write(UInt32(clamping: image.bytes.count))
    body.write(image.bytes)
    for block in blocks {
      body.write(block.type)
      body.write(UInt16(block.content.count + 4))
      body.write(block.content)
    }
    writer.write(UInt32(clamping: body.bytes.count + 4))
    writer.write(body.bytes)
  }
}
