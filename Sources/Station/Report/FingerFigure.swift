// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Imaging
import Records

/// One finger of the page: its picture with the minutiae drawn over it, or why there is none.
struct FingerFigure {
  private let record: ApplicationRecord
  private let finger: FingerPosition

  init(_ record: ApplicationRecord, _ finger: FingerPosition) {
    self.record = record
    self.finger = finger
  }

  var markup: Markup {
    """
    <figure>
    \(picture)
    <figcaption>\(finger.label.markup)\(caption)</figcaption>
    </figure>

    """
  }

  private var capture: FingerCapture? { record.captures.first { $0.position == finger } }

  private var picture: Markup {
    guard let capture, let template = capture.template, let png = capture.image.png
    else { return "<div class=\"absent\">\(reason)</div>" }
    let image = Data(png).base64EncodedString()
    let box = "0 0 \(template.width) \(template.height)"
    return """
      <svg viewBox="\(box)" role="img" aria-label="\(finger.name)">
      <image href="data:image/png;base64,\(Markup(trusted: image))" \
      width="\(template.width)" height="\(template.height)" preserveAspectRatio="none"/>
      \(Markup(joining: template.minutiae.map(mark)))</svg>
      """
  }

  private var reason: Markup {
    record.missing.first { $0.finger == finger }?.reason.label.markup ?? "—"
  }

  private var caption: Markup {
    guard let template = capture?.template else { return "" }
    let score = capture?.qualities.first?.score.map { " · Q \(Int($0))" as Markup } ?? ""
    return "<br>\(template.minutiae.count) minutiae\(score)"
  }

  /// Radius of a mark in pixels at 500 ppi: about half a ridge period.
  private static let radius: Float = 5
  /// Length of the line that shows the direction, in pixels.
  private static let tail: Float = 13

  /// A ring for an ending, a square for a bifurcation, and a line in its direction.
  private func mark(_ minutia: Minutia) -> Markup {
    let (x, y) = (Int(minutia.x.rounded()), Int(minutia.y.rounded()))
    let r = Int(Self.radius)
    let shape: Markup =
      minutia.kind == .bifurcation
      ? "<rect x=\"\(x - r)\" y=\"\(y - r)\" width=\"\(2 * r)\" height=\"\(2 * r)\"/>"
      : "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(r)\"/>"
    let turn = -Int(minutia.angle.rounded())
    let line: Markup =
      "<path d=\"M\(x + r) \(y)h\(Int(Self.tail))\" transform=\"rotate(\(turn) \(x) \(y))\"/>"
    let kind: Markup = minutia.kind == .bifurcation ? "b" : "e"
    return "<g class=\"\(kind)\">\(shape)\(line)</g>\n"
  }
}

extension EncodedImage {
  /// The image as browsers show it; nil when it cannot be decoded.
  var png: [UInt8]? {
    if compression == .png { return bytes }
    guard let image = try? ImageFile.decode(bytes) else { return nil }
    return try? ImageFile.encode(image, as: .png)
  }
}
