// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Imaging
import Records

/// One eye of the page: its picture with the edges drawn over it, or why there is none.
struct EyeFigure {
  private let record: ApplicationRecord
  private let eye: EyeLabel

  init(_ record: ApplicationRecord, _ eye: EyeLabel) {
    self.record = record
    self.eye = eye
  }

  var markup: Markup {
    """
    <figure>
    \(picture)
    <figcaption>\(eye.label.markup)\(caption)</figcaption>
    </figure>

    """
  }

  private var capture: EyeCapture? { record.eyes.first { $0.label == eye } }

  private var picture: Markup {
    guard let capture, let png = capture.image.png else {
      return "<div class=\"absent\">\(reason)</div>"
    }
    let (width, height) = (capture.image.width, capture.image.height)
    let image = Data(png).base64EncodedString()
    let box = "0 0 \(width) \(height)"
    return """
      <svg viewBox="\(box)" role="img" aria-label="\(eye.name)">
      <image href="data:image/png;base64,\(Markup(trusted: image))" \
      width="\(width)" height="\(height)"/>
      <g class="e">\(capture.outline.map(edges) ?? "")</g></svg>
      """
  }

  private var reason: Markup {
    guard let missing = record.missingEyes.first(where: { $0.label == eye }) else { return "—" }
    let remark = missing.remark.map { "<br>\($0)" as Markup } ?? ""
    return "\(missing.reason.label.markup)\(remark)"
  }

  private var caption: Markup {
    capture?.quality.map { "<br>Q \(Int($0.value))" } ?? ""
  }

  private func edges(_ outline: EyeOutline) -> Markup {
    let lids = [outline.upperLid, outline.lowerLid].filter { $0.count > 1 }.map(line)
    return "\(ring(outline.pupil))\(ring(outline.limbus))\(Markup(joining: lids))"
  }

  private func ring(_ circle: EyeOutline.Circle) -> Markup {
    "<circle cx=\"\(circle.centre.x)\" cy=\"\(circle.centre.y)\" r=\"\(circle.radius)\"/>"
  }

  private func line(_ points: [EyeOutline.Point]) -> Markup {
    let places = points.map { "\($0.x) \($0.y) " }.joined()
    return "<polyline points=\"\(places)\"/>"
  }
}

extension EyeLabel {
  var label: Label {
    switch self {
    case .right: Label(vi: "Mắt phải", en: "right eye")
    case .left: Label(vi: "Mắt trái", en: "left eye")
    case .unknown: Label(vi: "Không rõ", en: "unknown")
    }
  }
}

extension MissingEye.Reason {
  var label: Label {
    switch self {
    case .missing: Label(vi: "Không còn", en: "missing")
    case .unable: Label(vi: "Không thu nhận được", en: "cannot be captured")
    }
  }
}
