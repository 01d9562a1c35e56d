// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging

/// Draws detection error trade-off curves as SVG, both axes logarithmic.
enum DETPlot {
  struct Curve {
    let name: String
    let rates: ErrorRates
  }

  private static let side = 600.0
  private static let margin = 70.0
  /// Lowest rate shown on both axes, as a power of ten.
  private static let decades = 5.0
  private static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
  ]

  static func svg(_ curves: [Curve]) -> String {
    let size = Int(side + 2 * margin)
    let body = grid() + curves.enumerated().map { curve($1, number: $0) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(size)" height="\(size)" \
      viewBox="0 0 \(size) \(size)" font-family="sans-serif" font-size="14">
      <rect width="100%" height="100%" fill="white"/>
      \(body.joined(separator: "\n"))
      <text x="\(size / 2)" y="\(size - 20)" text-anchor="middle">False match rate</text>
      <text x="20" y="\(size / 2)" text-anchor="middle" \
      transform="rotate(-90 20 \(size / 2))">False non-match rate</text>
      </svg>

      """
  }

  private static func grid() -> [String] {
    (0...Int(decades)).flatMap { k -> [String] in
      let rate = Double(k) * side / decades
      let (x, y) = (margin + side - rate, margin + rate)
      let label = k == 0 ? "1" : "1e-\(k)"
      return [
        line(x, margin, x, margin + side), line(margin, y, margin + side, y),
        "<text x=\"\(number(x))\" y=\"\(number(margin + side + 20))\" text-anchor=\"middle\">\(label)</text>",
        "<text x=\"\(number(margin - 8))\" y=\"\(number(y + 5))\" text-anchor=\"end\">\(label)</text>",
      ]
    }
  }

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<path d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\" stroke=\"#ccc\"/>"
  }

  private static func curve(_ curve: Curve, number k: Int) -> String {
    let colour = colours[k % colours.count]
    let points = curve.rates.curve.map { "\(number(x($0.fmr))),\(number(y($0.fnmr)))" }
    let legend = margin + 20 + 20 * Double(k)
    return """
      <polyline points="\(points.joined(separator: " "))" fill="none" stroke="\(colour)" \
      stroke-width="2"/>
      <text x="\(number(margin + side - 10))" y="\(number(legend))" fill="\(colour)" \
      text-anchor="end">\(escaped(curve.name))</text>
      """
  }

  private static func x(_ rate: Double) -> Double { margin + side - depth(rate) }
  private static func y(_ rate: Double) -> Double { margin + depth(rate) }

  /// Distance from the axis' high end.
  private static func depth(_ rate: Double) -> Double {
    guard rate > 0 else { return side }
    return min(side, -Elementary.log(rate) / 2.302585092994046 * side / decades)
  }

  private static func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
  }
}
