// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging

/// What `sinhtrac segment` prints; places are pixels of the image as it is in its file.
struct SegmentationReport: Encodable {
  let image: String
  let width: Int
  let height: Int
  let ppi: Double?
  /// What the caller said.
  let requested: String
  /// What it was taken for, and its FGP code.
  let position: String
  let fgp: UInt8
  let hand: Hand?
  let flags: [Flag]
  let margin: Double
  let angle: Double
  let fingers: [Finger]

  struct Hand: Encodable {
    let position: String
    let confidence: Double
  }

  struct Flag: Encodable {
    let code: String
    let english: String
    let vietnamese: String
  }

  struct Finger: Encodable {
    let position: String
    let fgp: UInt8
    let confidence: Double
    let isCut: Bool
    let bounds: Bounds
    let box: Box
    let file: String?
  }

  /// For field 14.021: last column and row belong to the box.
  struct Bounds: Encodable {
    let left, right, top, bottom: Int
  }

  /// Turned by `angle` degrees clockwise around its middle.
  struct Box: Encodable {
    let x, y, width, height, angle: Double
  }

  init(
    path: String, image: GrayImage, _ result: SlapSegmentation, files: [FingerPosition: String]
  ) {
    self.image = path
    width = image.width
    height = image.height
    ppi = image.resolution.map { Self.rounded($0.pixelsPerInch) }
    requested = result.request.kind.rawValue
    position = result.position.name
    fgp = result.position.rawValue
    hand = result.hand.map {
      Hand(position: $0.position.name, confidence: Self.rounded($0.confidence))
    }
    flags = result.flags.map {
      Flag(code: $0.rawValue, english: $0.english, vietnamese: $0.vietnamese)
    }
    margin = Self.rounded(result.margin)
    angle = Self.rounded(result.angle)
    fingers = result.found.map { Finger($0, file: files[$0.position]) }
  }

  /// A line for each finger and each flag.
  var text: String {
    let found = fingers.map { finger in
      let box = finger.bounds
      let file = finger.file.map { " -> \($0)" } ?? ""
      return "\(finger.position): \(box.left),\(box.top) to \(box.right),\(box.bottom), lean"
        + " \(finger.box.angle), confidence \(finger.confidence)\(file)"
    }
    let doubts = flags.map { "flag \($0.code): \($0.english)" }
    return (["\(position), \(fingers.count) fingers"] + found + doubts).joined(separator: "\n")
  }

  /// To a thousandth: more digits say nothing.
  fileprivate static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension SegmentationReport.Finger {
  init(_ finger: SlapFinger, file: String?) {
    position = finger.position.name
    fgp = finger.position.rawValue
    confidence = SegmentationReport.rounded(finger.confidence)
    isCut = finger.isCut
    bounds = SegmentationReport.Bounds(
      left: finger.bounds.left, right: finger.bounds.right, top: finger.bounds.top,
      bottom: finger.bounds.bottom)
    box = SegmentationReport.Box(
      x: SegmentationReport.rounded(finger.box.x), y: SegmentationReport.rounded(finger.box.y),
      width: SegmentationReport.rounded(finger.box.width),
      height: SegmentationReport.rounded(finger.box.height),
      angle: SegmentationReport.rounded(finger.box.angle))
    self.file = file
  }
}
