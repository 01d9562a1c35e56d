// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A finger minutiae record: templates with what the binary formats keep beside them.
///
/// One model for three editions; what an edition has no place for is left out when it is written.
/// Extended data (ridge counts, cores and deltas, zonal quality, vendor data) are kept as bytes.
public struct MinutiaeRecord: Sendable, Hashable {
  /// Who made the record: CBEFF product identifier, in INCITS 378 only.
  public var product: CBEFFIdentifier
  /// One for each finger image.
  public var views: [MinutiaeView]

  /// A record of these views.
  public init(product: CBEFFIdentifier = .unreported, views: [MinutiaeView]) {
    self.product = product
    self.views = views
  }

  /// Largest record that is read, in bytes: 255 views with full extended data have 17 million.
  public static let maximumBytes = 1 << 25
}

/// One finger image's minutiae in a record (finger view, or representation of the 2011 edition).
public struct MinutiaeView: Sendable, Hashable {
  /// The minutiae, with image size, finger, impression and quality.
  public var template: MinutiaeTemplate
  /// Counts the views of one finger from 0; strict readers want no gaps. At most 15 before 2011.
  public var number: UInt8 = 0
  /// What the image was taken with.
  public var equipment = CaptureEquipment()
  /// When the image was taken: 2011 edition only.
  public var captured = CaptureMoment.unreported
  /// Quality with the algorithm that gave it: 2011 edition only. Left empty, the template's own
  /// quality is written with an unreported algorithm.
  public var qualities: [QualityBlock] = []
  /// Certifications of the equipment, authority and scheme: 2011 edition only.
  public var certifications: [CertificationBlock] = []
  /// How ridge endings were placed: 2011 edition only. 0 = at the fork of the valley skeleton, the
  /// place of the earlier editions; 1 = at the end of the ridge skeleton.
  public var ridgeEndingType: UInt8 = 0
  /// The extended data blocks, each with its type and length, as in the record.
  public var extendedData: [UInt8] = []
  /// The length that a record from outside states for them, kept where it is wrong; nil otherwise.
  public var misstatedExtendedLength: UInt16?

  /// A view of this template with nothing else reported.
  public init(_ template: MinutiaeTemplate) { self.template = template }
}

/// An organisation and one of its products, by their numbers in the IBIA register of CBEFF.
public struct CBEFFIdentifier: Sendable, Hashable {
  /// Number of the organisation.
  public let organisation: UInt16
  /// Number that the organisation gave its product or algorithm.
  public let product: UInt16

  /// Takes the two numbers.
  public init(organisation: UInt16, product: UInt16) {
    self.organisation = organisation
    self.product = product
  }

  /// Zero and zero: not reported.
  public static let unreported = CBEFFIdentifier(organisation: 0, product: 0)
}

/// The capture device as a minutiae record names it; zeros are "not reported".
public struct CaptureEquipment: Sendable, Hashable {
  /// Capture device technology of ISO/IEC 19794-2:2011: 0 unknown, 1...20.
  public var technology: UInt8 = 0
  /// Vendor's CBEFF number: 2011 edition only.
  public var vendor: UInt16 = 0
  /// Vendor's number of the device; before 2011 the upper four bits claim certifications.
  public var device: UInt16 = 0

  /// Nothing reported.
  public init() {}
}

/// Capture date and time in UTC as ISO/IEC 19794-1:2011 codes it; a field of all ones is unknown.
public struct CaptureMoment: Sendable, Hashable {
  /// Year, or 0xffff.
  public var year: UInt16 = 0xffff
  /// Month, day, hour, minute and second, each 0xff when unknown.
  public var month, day, hour, minute, second: UInt8
  /// Millisecond, or 0xffff.
  public var millisecond: UInt16 = 0xffff

  /// No part known.
  public static let unreported = CaptureMoment()

  private init() { (month, day, hour, minute, second) = (0xff, 0xff, 0xff, 0xff, 0xff) }
}

/// A quality score and who computed it (ISO/IEC 19794-1:2011).
public struct QualityBlock: Sendable, Hashable {
  /// 0...100, or 255 when the computation failed.
  public let value: UInt8
  /// The algorithm's vendor and number; NFIQ 2.3 is organisation 0x0101, product 57.
  public let algorithm: CBEFFIdentifier

  /// Takes the score and its algorithm.
  public init(value: UInt8, algorithm: CBEFFIdentifier = .unreported) {
    self.value = value
    self.algorithm = algorithm
  }
}

/// A certification of capture equipment (ISO/IEC 19794-2:2011).
public struct CertificationBlock: Sendable, Hashable {
  /// CBEFF number of the authority.
  public let authority: UInt16
  /// Code of the certification scheme.
  public let scheme: UInt8

  /// Takes authority and scheme.
  public init(authority: UInt16, scheme: UInt8) {
    self.authority = authority
    self.scheme = scheme
  }
}
