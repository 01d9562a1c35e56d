// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography

/// Type-17, iris image (ANSI/NIST-ITL 1-2011 clause 8.17): an image, or the statement that an eye has
/// none.
public struct Type17: Sendable {
  private let label: EyeLabel
  private let source: String
  private let date: CalendarDate
  private let capture: EyeCapture?
  private let missing: MissingEye?

  /// An image.
  public init(_ capture: EyeCapture, station: StationIdentity) {
    label = capture.label
    source = station.originatingAgency
    date = station.localDate(capture.time)
    self.capture = capture
    missing = nil
  }

  /// An eye without an image.
  public init(missing: MissingEye, on date: CalendarDate, station: StationIdentity) {
    label = missing.label
    source = station.originatingAgency
    self.date = date
    capture = nil
    self.missing = missing
  }

  /// The record with this information designation character, 0...99.
  public func record(idc: Int) -> NISTRecord {
    var fields = [
      NISTField(2, padded(idc, 2)), NISTField(3, "\(label.rawValue)"), NISTField(4, source),
      NISTField(5, date.basic),
    ]
    if let capture { fields += imageFields(capture) }
    if let missing { fields += whyMissing(missing) }
    if let capture { fields += describingFields(capture) }
    return NISTRecord(type: 17, fields: fields)
  }

  private func whyMissing(_ eye: MissingEye) -> [NISTField] {
    let remark = eye.remark.map { [NISTField(21, $0)] } ?? []
    return remark + [NISTField(28, eye.reason.rawValue)]
  }

  private func imageFields(_ capture: EyeCapture) -> [NISTField] {
    let image = capture.image
    var fields = [
      NISTField(6, "\(image.width)"), NISTField(7, "\(image.height)"),
      // No scale: the distance of the eye is not known; pixels are square.
      NISTField(8, "0"), NISTField(9, "1"), NISTField(10, "1"),
      NISTField(11, image.compression.rawValue), NISTField(12, "\(image.depth)"),
      NISTField(13, "GRAY"),
      // Upright, not mirrored, all lines at once.
      NISTField(16, [["1", "1", "1"]]),
    ]
    if let quality = capture.quality { fields.append(NISTField(24, [quality.nistItems])) }
    fields.append(NISTField(25, "NIR"))
    if let outline = capture.outline {
      fields.append(NISTField(26, "\(2 * outline.limbus.radius)"))
    }
    return fields
  }

  private func describingFields(_ capture: EyeCapture) -> [NISTField] {
    [NISTField(32, "\(capture.kind.rawValue)")] + boundaries(capture)
      + [
        NISTField(996, capture.image.digest.hexadecimal.uppercased()),
        NISTField(NISTField.data, value: capture.image.bytes),
      ]
  }

  /// 17.033 to 17.037; a boundary that leaves the image is held at its edge.
  private func boundaries(_ capture: EyeCapture) -> [NISTField] {
    guard let outline = capture.outline else { return [] }
    let frame = Frame(width: capture.image.width, height: capture.image.height)
    var fields = [
      NISTField(33, [frame.items("C", outline.pupil.points)]),
      NISTField(34, [frame.items("C", outline.limbus.points)]),
    ]
    for (number, lid) in [(35, outline.upperLid), (36, outline.lowerLid)] where lid.count > 2 {
      fields.append(NISTField(number, [frame.items("P", Array(lid.prefix(99)))]))
    }
    let highlights = outline.highlights.filter { $0.count > 2 }
    if !highlights.isEmpty {
      // Totally opaque, specular.
      fields.append(NISTField(37, highlights.map { ["T"] + frame.items("S", $0) }))
    }
    return fields
  }

  /// Places held inside an image.
  private struct Frame {
    let width, height: Int

    func items(_ code: String, _ points: [EyeOutline.Point]) -> [String] {
      [code, "\(points.count)"]
        + points.flatMap { point in
          ["\(min(max(point.x, 1), width - 1))", "\(min(max(point.y, 1), height - 1))"]
        }
    }
  }
}

extension EyeOutline.Circle {
  /// Centre and a place on the rim, as a circle of 17.033 is given.
  fileprivate var points: [EyeOutline.Point] {
    [centre, EyeOutline.Point(x: centre.x + radius, y: centre.y)]
  }
}

extension QualityBlock {
  /// Score, vendor in four hexadecimal digits, product.
  var nistItems: [String] {
    let vendor = String(algorithm.organisation, radix: 16, uppercase: true)
    let zeros = String(repeating: "0", count: 4 - vendor.count)
    return ["\(value)", zeros + vendor, "\(algorithm.product)"]
  }
}
