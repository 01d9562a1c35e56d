// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One portrait as ISO/IEC 19794-5:2011 stores it (`FAC`, version 030), for systems that exchange it so.
public struct FaceImageRecord: Sendable, Hashable {
  /// The portrait.
  public let image: FaceImage
  /// When it was taken.
  public let captured: CaptureMoment

  /// Bytes before the first representation (table 2).
  static let headerSize = 17
  /// Static photograph of a digital camera (table 4).
  private static let camera: UInt8 = 2
  /// Full frontal (table 16).
  private static let frontal: UInt8 = 1

  /// Takes a portrait.
  public init(_ image: FaceImage, captured: CaptureMoment = .unreported) {
    (self.image, self.captured) = (image, captured)
  }

  /// The record's bytes: the header, one representation, nothing said about the person.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    var equipment = CaptureEquipment()
    equipment.technology = Self.camera
    RepresentationHeader(
      moment: captured, equipment: equipment, qualities: [], certifications: []
    ).write(certified: false, to: &body)
    // Facial information: no landmark points; sex, eyes, hair, height, features, expression and pose are
    // not specified.
    body.write([UInt8](repeating: 0, count: 17))
    body.write(Self.frontal)
    body.write(dataType)
    body.write(UInt16(clamping: image.width))
    body.write(UInt16(clamping: image.height))
    // Sampling rate level 0, no processing afterwards, no other representation that this one comes from.
    body.write([0, 0, 0, 0] as [UInt8])
    body.write(UInt8(image.isColour ? 1 : 3))
    body.write(UInt32(clamping: image.bytes.count))
    body.write(image.bytes)
    var writer = ByteWriter()
    writer.write(Array("FAC\0030\0".utf8))
    writer.write(UInt32(clamping: Self.headerSize + 4 + body.bytes.count))
    writer.write(UInt16(1))
    // No certifications; one representation, so no time between two.
    writer.write([0, 0, 0] as [UInt8])
    writer.write(UInt32(clamping: 4 + body.bytes.count))
    writer.write(body.bytes)
    return writer.bytes
  }

  /// Table 17.
  private var dataType: UInt8 {
    switch image.compression {
    case .jpeg2000: 1
    case .losslessJPEG2000: 2
    case .png: 3
    default: 0
    }
  }
}
