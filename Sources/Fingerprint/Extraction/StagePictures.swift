// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Draws what a stage left in the workspace, so that a person can judge it.
struct StagePictures {
  private let w: ExtractionWorkspace
  private let trace: any StageTrace

  init(workspace: ExtractionWorkspace, trace: any StageTrace) {
    w = workspace
    self.trace = trace
  }

  func draw(_ stage: ExtractionStage) {
    let name = stage.rawValue
    switch stage {
    case .normalisation: trace.picture(name) { normalised() }
    case .gradient: trace.colourPicture(name) { cells(everywhere: true) { coherence($0, $1) } }
    case .segmentation, .trust: trace.colourPicture(name) { masked() }
    case .orientation, .refinement: trace.colourPicture(name) { oriented() }
    case .frequency: trace.colourPicture(name) { cells { frequency($0, $1) } }
    case .firstFilter: trace.colourPicture(name) { cells { explained($0, $1) } }
    case .secondFilter: trace.picture(name) { ridges() }
    case .finalField: trace.colourPicture(name) { cells { w.confidence[$0, $1] } }
    case .residues, .pruning: trace.colourPicture(name) { residues() }
    case .quality:
      trace.colourPicture("minutiae") { minutiae() }
      trace.figures("figures") { figures() }
    }
  }

  // MARK: Pixels

  private func normalised() -> GrayImage? {
    grey { x, y in 128 - Float(w.normalised[x, y]) / 100 }
  }

  /// The even response: a clean picture of the ridges, dark on light; grey where nothing was filtered.
  private func ridges() -> GrayImage? {
    grey { x, y in 160 - Float(w.even[x, y]) / 36 }
  }

  private func grey(_ value: (Int, Int) -> Float) -> GrayImage? {
    var pixels = [UInt8](repeating: 0, count: w.width * w.height)
    for y in 0..<w.height {
      for x in 0..<w.width {
        pixels[y * w.width + x] = UInt8(min(max(value(x, y), 0), 255))
      }
    }
    return GrayImage(
      width: w.width, height: w.height, pixels: pixels, resolution: .standard)
  }

  // MARK: Cells

  /// A heat map of a value in 0...1 of each cell, or of each foreground cell.
  private func cells(everywhere: Bool = false, _ value: (Int, Int) -> Float) -> Canvas {
    var canvas = faded()
    forEachCell { x, y in
      guard everywhere || w.mask[x, y] != 0 else { return }
      canvas.fill(
        x: x * Self.cell, y: y * Self.cell, width: Self.cell, height: Self.cell,
        .heat(min(max(value(x, y), 0), 1)), opacity: 0.6)
    }
    return canvas
  }

  private func coherence(_ x: Int, _ y: Int) -> Float {
    let (a, b, e) = (w.tensorA[x, y], w.tensorB[x, y], w.tensorE[x, y])
    return e > 0 ? (a * a + b * b).squareRoot() / e : 0
  }

  /// Ridge periods from 4 to 20 px.
  private func frequency(_ x: Int, _ y: Int) -> Float {
    (1 / max(w.frequency[x, y], 0.01) - 4) / 16
  }

  private func explained(_ x: Int, _ y: Int) -> Float {
    (w.response[x, y] / (w.total[x, y] + 1)).squareRoot()
  }

  private func masked() -> Canvas {
    var canvas = background(scale: 1)
    forEachCell { x, y in
      guard w.mask[x, y] == 0 else { return }
      canvas.fill(
        x: x * Self.cell, y: y * Self.cell, width: Self.cell, height: Self.cell, .blue,
        opacity: 0.35)
    }
    return canvas
  }

  /// A line along the ridges in every second cell.
  private func oriented() -> Canvas {
    var canvas = background(scale: 2)
    forEachCell { x, y in
      guard w.mask[x, y] != 0, (x + y) % 2 == 0 else { return }
      let centre = Canvas.Point(Float(x * Self.cell) + 3.5, Float(y * Self.cell) + 3.5)
      let normal = w.normal(atPixel: centre.x, centre.y)
      let along = Canvas.Point(-normal.y, normal.x) * 5
      canvas.line(from: centre - along, to: centre + along, .red)
    }
    return canvas
  }

  // MARK: Points

  /// Living residues by the sign of their turn, dead ones small and green.
  private func residues() -> Canvas {
    var canvas = background(scale: 2)
    for residue in w.residues {
      let point = Canvas.Point(residue.x, residue.y)
      if residue.isAlive {
        canvas.ring(at: point, radius: 3, residue.turn > 0 ? .red : .blue)
      } else {
        canvas.disc(at: point, radius: 1, .green)
      }
    }
    return canvas
  }

  private func minutiae() -> Canvas {
    var canvas = background(scale: 2)
    for minutia in w.minutiae { canvas.mark(minutia) }
    return canvas
  }

  private func figures() -> String {
    let period = (1 / w.imageFrequency * 100).rounded() / 100
    let quality = w.minutiae.map { String($0.quality) }.joined(separator: ", ")
    let endings = w.minutiae.count { $0.kind == .ridgeEnding }
    return """
      {
        "width": \(w.width),
        "height": \(w.height),
        "ridgePeriod": \(period),
        "residues": \(w.residues.count),
        "minutiae": \(w.minutiae.count),
        "endings": \(endings),
        "quality": [\(quality)]
      }
      """
  }

  // MARK: Ground

  private static let cell = ExtractionWorkspace.cell

  private func background(scale: Int) -> Canvas {
    guard let image = grey({ x, y in Float(w.pixels[x, y]) }) else {
      return Canvas(width: w.width, height: w.height, scale: scale)
    }
    return Canvas(image, scale: scale)
  }

  private func faded() -> Canvas {
    guard let image = grey({ x, y in 128 + Float(w.pixels[x, y]) / 2 }) else {
      return Canvas(width: w.width, height: w.height)
    }
    return Canvas(image)
  }

  private func forEachCell(_ body: (Int, Int) -> Void) {
    for y in 0..<w.rows {
      for x in 0..<w.columns { body(x, y) }
    }
  }
}
