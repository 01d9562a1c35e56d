// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation

/// The template as JSON: fixed key order, one minutia a line, so that two files can be compared
/// with `diff`. Coordinates are pixels from the top left, angles degrees as in `Minutia`.
func templateJSON(_ template: MinutiaeTemplate) -> [UInt8] {
  var text = """
    {
      "format": "\(TemplateDocument.name)",
      "width": \(template.width),
      "height": \(template.height),
      "ppi": \(template.resolution.pixelsPerInch),
      "position": "\(template.position.name)",
      "impression": "\(template.impression.name)",
      "quality": \(template.quality.map(String.init) ?? "null"),
      "minutiae": [
    """
  text += template.minutiae.map { "\n    " + line($0) }.joined(separator: ",")
  text += "\n  ]\n}\n"
  return Array(text.utf8)
}

private func line(_ minutia: Minutia) -> String {
  """
  {"x": \(minutia.x), "y": \(minutia.y), "angle": \(minutia.angle), \
  "type": "\(minutia.kind.name)", "quality": \(minutia.quality)}
  """
}

/// Reads what `templateJSON` wrote.
func decodeTemplateJSON(_ bytes: [UInt8]) throws(TemplateError) -> MinutiaeTemplate {
  guard bytes.count <= TemplateDocument.maximumBytes else {
    throw .malformedJSON("it has more than \(TemplateDocument.maximumBytes) bytes")
  }
  let document: TemplateDocument
  do {
    document = try JSONDecoder().decode(TemplateDocument.self, from: Data(bytes))
  } catch {
    throw .malformedJSON("it is not JSON with the fields of a template")
  }
  guard document.format == TemplateDocument.name, let template = document.template else {
    throw .malformedJSON(
      "a name is unknown, a number is out of range or a minutia is off the image")
  }
  return template
}

private struct TemplateDocument: Decodable {
  static let name = "sinhtrac-minutiae-1"
  /// 255 minutiae take about 25 kB.
  static let maximumBytes = 1 << 20

  struct Point: Decodable {
    let x: Float
    let y: Float
    let angle: Float
    let type: String
    let quality: UInt8
  }

  let format: String
  let width: Int
  let height: Int
  let ppi: Double
  let position: String
  let impression: String
  let quality: UInt8?
  let minutiae: [Point]

  var template: MinutiaeTemplate? {
    guard let resolution = Resolution(pixelsPerInch: ppi),
      let position = FingerPosition(name: position),
      let impression = ImpressionType(name: impression)
    else { return nil }
    let points = minutiae.compactMap { point in
      Minutia.Kind(name: point.type).map {
        Minutia(x: point.x, y: point.y, angle: point.angle, kind: $0, quality: point.quality)
      }
    }
    guard points.count == minutiae.count else { return nil }
    return MinutiaeTemplate(
      width: width, height: height, resolution: resolution, position: position,
      impression: impression, quality: quality, minutiae: points)
  }
}

extension Minutia.Kind {
  fileprivate var name: String {
    switch self {
    case .other: "other"
    case .ridgeEnding: "ending"
    case .bifurcation: "bifurcation"
    }
  }

  fileprivate init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

extension TemplateError {
  fileprivate static func malformedJSON(_ found: String) -> TemplateError {
    TemplateError(
      code: "malformed-template",
      message: "Reading a template as JSON: \(found). Write it anew with `sinhtrac extract`.")
  }
}
