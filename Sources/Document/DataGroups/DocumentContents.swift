// SPDX-License-Identifier: Apache-2.0

/// What the files of a reading say, group by group; a group that cannot be understood is nil and named in
/// `notUnderstood`, and the others are there all the same.
public struct DocumentContents: Sendable, Hashable {
  /// DG1.
  public let zone: MachineReadableZone?
  /// The faces of DG2.
  public let faces: [ChipImage]
  /// The finger records of DG3 (ISO/IEC 19794-4 or 39794-4).
  public let fingers: [BiometricTemplate]
  /// The iris records of DG4 (ISO/IEC 19794-6 or 39794-6).
  public let irises: [BiometricTemplate]
  /// The images in the finger records, as far as their format is known.
  public var fingerImages: [ChipImage] {
    fingers.flatMap { (try? FingerImages.all(in: $0.block)) ?? [] }
  }
  /// The images in the iris records, as far as their format is known.
  public var irisImages: [ChipImage] {
    irises.flatMap { (try? IrisImages.all(in: $0.block)) ?? [] }
  }
  /// The portraits of DG5.
  public let portraits: [ChipImage]
  /// The signatures of DG7.
  public let signatures: [ChipImage]
  /// DG11.
  public let personalDetails: DetailTexts?
  /// DG12.
  public let documentDetails: DetailTexts?
  /// DG13 of the Vietnamese card.
  public let vietnameseCard: VietnameseCardData?
  /// Groups that were read but not understood.
  public let notUnderstood: [DataGroup]

  /// Reads all groups that are there.
  public init(_ reading: DocumentReading) {
    self.init(groups: { reading[$0] })
  }

  init(groups: (DataGroup) -> [UInt8]?) {
    var failed: [DataGroup] = []
    func read<T>(_ group: DataGroup, _ parse: ([UInt8]) throws -> T) -> T? {
      guard let bytes = groups(group) else { return nil }
      guard let value = try? parse(bytes) else {
        failed.append(group)
        return nil
      }
      return value
    }
    zone = read(.dg1) { try DataGroup1.zone(in: $0) }
    faces = read(.dg2) { try FaceImages.all(in: $0) } ?? []
    fingers = read(.dg3) { try BiometricTemplate.all(in: $0, of: .dg3) } ?? []
    irises = read(.dg4) { try BiometricTemplate.all(in: $0, of: .dg4) } ?? []
    portraits = read(.dg5) { try DisplayedImages.all(in: $0, of: .dg5) } ?? []
    signatures = read(.dg7) { try DisplayedImages.all(in: $0, of: .dg7) } ?? []
    personalDetails = read(.dg11) { try DetailTexts($0, of: .dg11) }
    documentDetails = read(.dg12) { try DetailTexts($0, of: .dg12) }
    vietnameseCard = read(.dg13) { try VietnameseCardData($0) }
    notUnderstood = failed
  }

  /// The chip's word about the holder: DG13 where it is the Vietnamese one, else DG11.
  public var chipValues: HolderValues? {
    if let vietnameseCard { return HolderValues(vietnameseCard) }
    guard let details = personalDetails else { return nil }
    var values = HolderValues(typed: [:])
    values[.fullName] = details[.fullName]?.split(separator: "<").joined(separator: " ")
    values[.personalNumber] = details[.personalNumber]
    values[.birth] = details[.birth].flatMap { DocumentDate(yyyyMMdd: $0)?.description }
    values[.residence] = details[.address]
    values[.issueDate] = documentDetails?[.issueDate].flatMap {
      DocumentDate(yyyyMMdd: $0)?.description
    }
    return values
  }
}
