// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What a Type-17 record of anybody's says about an eye; what cannot be understood is nil or empty.
public struct EyeCaptureFields: Sendable, Hashable {
  /// Which eye.
  public let label: EyeLabel
  /// How the image is cut.
  public let kind: IrisImageKind?
  /// Why there is no image.
  public let missing: MissingEye.Reason?
  /// Where the eye's parts are; nil unless pupil and limbus are given as circles.
  public let outline: EyeOutline?
  /// Scores with their algorithms.
  public let qualities: [QualityBlock]
  /// The image; empty where there is none.
  public let image: [UInt8]

  /// Gives nil for a record of another type.
  public init?(_ record: NISTRecord) {
    guard record.type == 17 else { return nil }
    label = Self.code(record, 3).flatMap(EyeLabel.init) ?? .unknown
    kind = Self.code(record, 32).flatMap(IrisImageKind.init)
    missing = record[28].flatMap { MissingEye.Reason(rawValue: $0.text) }
    outline = Self.outline(record)
    qualities = (record[24]?.subfields ?? []).compactMap(Self.quality)
    image = record[NISTField.data]?.value ?? []
  }

  private static func code(_ record: NISTRecord, _ field: Int) -> UInt8? {
    record[field]?.number(at: 0).flatMap { UInt8(exactly: $0) }
  }

  private static func quality(_ items: [String]) -> QualityBlock? {
    guard items.count == 3, let score = nistNumber(items[0]).flatMap({ UInt8(exactly: $0) }),
      let vendor = UInt16(items[1], radix: 16),
      let product = nistNumber(items[2]).flatMap({ UInt16(exactly: $0) })
    else { return nil }
    return QualityBlock(
      value: score, algorithm: CBEFFIdentifier(organisation: vendor, product: product))
  }

  private static func outline(_ record: NISTRecord) -> EyeOutline? {
    guard let pupil = circle(record[33]), let limbus = circle(record[34]) else { return nil }
    let highlights = (record[37]?.subfields ?? []).map { points(Array($0.dropFirst(2))) }
    return EyeOutline(
      pupil: pupil, limbus: limbus, upperLid: polygon(record[35]), lowerLid: polygon(record[36]),
      highlights: highlights.filter { !$0.isEmpty })
  }

  private static func circle(_ field: NISTField?) -> EyeOutline.Circle? {
    guard let items = field?.subfields.first, items.first == "C" else { return nil }
    let points = points(Array(items.dropFirst()))
    guard points.count == 2 else { return nil }
    // Numbers have nine digits at most, so that squares fit.
    let (x, y) = (points[1].x - points[0].x, points[1].y - points[0].y)
    let radius = Double(x * x + y * y).squareRoot().rounded()
    return EyeOutline.Circle(centre: points[0], radius: Int(radius))
  }

  private static func polygon(_ field: NISTField?) -> [EyeOutline.Point] {
    guard let items = field?.subfields.first, items.first == "P" else { return [] }
    return points(Array(items.dropFirst()))
  }

  /// A count and that many pairs; none where they do not fit.
  private static func points(_ items: [String]) -> [EyeOutline.Point] {
    let numbers = items.compactMap(nistNumber)
    guard numbers.count == items.count, let count = numbers.first, (1...99).contains(count),
      numbers.count == 1 + 2 * count
    else { return [] }
    return (0..<count).map { EyeOutline.Point(x: numbers[1 + 2 * $0], y: numbers[2 + 2 * $0]) }
  }
}
