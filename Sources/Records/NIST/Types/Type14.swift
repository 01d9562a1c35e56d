// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography

/// Type-14, variable-resolution fingerprint image (ANSI/NIST-ITL 1-2011 clause 8.14): an image,
/// or the statement that a finger has none.
struct Type14 {
  /// Lowest resolution, 500 ppi less 1 %.
  static let minimumPixelsPerInch = 495.0
  /// Highest resolution that WSQ was made for, 500 ppi and 5 %.
  static let maximumWSQPixelsPerInch = 525.0

  let position: FingerPosition
  let impression: ImpressionType
  let source: String
  let date: CalendarDate
  let capture: FingerCapture?
  let missing: [MissingFinger]

  /// An image; `missing` are the fingers that a slap should show and cannot.
  init(_ capture: FingerCapture, missing: [MissingFinger], station: StationIdentity) {
    position = capture.position
    impression = capture.impression
    source = station.originatingAgency
    date = station.localDate(capture.time)
    self.capture = capture
    self.missing = missing.filter { capture.position.fingers.contains($0.finger) }
  }

  /// A finger without an image; the impression is the one that would have been taken.
  init(missing: MissingFinger, on date: CalendarDate, station: StationIdentity) {
    position = missing.finger
    impression = .liveScanPlain
    source = station.originatingAgency
    self.date = date
    capture = nil
    self.missing = [missing]
  }

  func record(idc: Int) -> NISTRecord {
    var fields = [
      NISTField(2, padded(idc, 2)),
      NISTField(3, "\(impression.rawValue)"),
      NISTField(4, source),
      NISTField(5, date.basic),
    ]
    if let capture { fields += imageFields(capture.image) }
    fields.append(NISTField(13, "\(position.rawValue)"))
    if !missing.isEmpty {
      fields.append(NISTField(18, missing.map { [$0.finger.code, $0.reason.code] }))
    }
    if let capture { fields += describingFields(capture) }
    return NISTRecord(type: 14, fields: fields)
  }

  private func imageFields(_ image: EncodedImage) -> [NISTField] {
    let density = "\(Int(image.resolution.pixelsPerInch.rounded()))"
    return [
      NISTField(6, "\(image.width)"),
      NISTField(7, "\(image.height)"),
      NISTField(8, "1"),  // pixels per inch
      NISTField(9, density),
      NISTField(10, density),
      NISTField(11, image.compression.rawValue),
      NISTField(12, "\(image.depth)"),
    ]
  }

  private func describingFields(_ capture: FingerCapture) -> [NISTField] {
    let boxes = capture.segments.map { box in
      [box.finger.code] + [box.left, box.right, box.top, box.bottom].map(String.init)
    }
    let lists = [
      (21, boxes),
      (22, capture.qualities.filter(\.isNFIQ1).map { [$0.finger.code, $0.scoreCode] }),
      (23, capture.segments.compactMap { $0.quality?.items }),
      (24, capture.qualities.filter { !$0.isNFIQ1 }.map(\.items)),
    ]
    return [NISTField(20, capture.provenance.device)]
      + lists.filter { !$0.1.isEmpty }.map { NISTField($0.0, $0.1) }
      + [
        NISTField(996, capture.image.digest.hexadecimal.uppercased()),
        NISTField(NISTField.data, value: capture.image.bytes),
      ]
  }
}

extension FingerPosition {
  fileprivate var code: String { "\(rawValue)" }
}

extension MissingFinger.Reason {
  /// 14.018 AMP: XX amputated, UP unable to print.
  fileprivate var code: String { self == .amputated ? "XX" : "UP" }
}

extension FingerQuality {
  /// NFIQ 1 has a field of its own, 14.022.
  fileprivate var isNFIQ1: Bool { format == "NFIQ" }

  /// 255: the algorithm failed.
  fileprivate var scoreCode: String { "\(score ?? 255)" }

  fileprivate var items: [String] { [finger.code] + nistItems }

  /// Score, vendor in four hexadecimal digits, product: as in 9.135, 14.023 and 14.024.
  var nistItems: [String] {
    let vendor = String(algorithm.organisation, radix: 16, uppercase: true)
    let zeros = String(repeating: "0", count: 4 - vendor.count)
    return [scoreCode, zeros + vendor, "\(algorithm.product)"]
  }
}
