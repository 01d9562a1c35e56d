// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Draws what a stage left in the workspace, so that a person can judge it.
struct IrisStagePictures {
  let w: IrisWorkspace
  let trace: any StageTrace

  init(workspace: IrisWorkspace, trace: any StageTrace) {
    w = workspace
    self.trace = trace
  }

  func draw(_ stage: IrisStage) {
    let name = stage.rawValue
    switch stage {
    case .reduction: trace.picture(name) { w.levels.first.flatMap { grey($0.coarse) } }
    case .candidates: trace.colourPicture(name) { candidates() }
    case .hypotheses: trace.colourPicture(name) { hypotheses() }
    case .choice: trace.colourPicture(name) { chosen() }
    case .contours: trace.colourPicture(name) { contours() }
    case .sheet: trace.picture(name) { grey(w.sheet.grey) }
    case .mask:
      trace.colourPicture(name) { maskedSheet() }
      trace.colourPicture("mask-over-eye") { maskedEye() }
    case .code:
      trace.colourPicture(name) { code() }
    case .quality: trace.figures("figures") { figures() }
    }
  }

  private func grey(_ plane: Plane<UInt8>) -> GrayImage? {
    let pixels = (0..<plane.height).flatMap { y in
      UnsafeBufferPointer(start: plane.row(y), count: plane.width)
    }
    return GrayImage(width: plane.width, height: plane.height, pixels: pixels, resolution: nil)
  }

  private func eye() -> Canvas {
    grey(w.picture).map { Canvas($0) } ?? Canvas(width: 1, height: 1)
  }

  private func candidates() -> Canvas {
    var canvas = eye()
    for level in w.levels {
      for candidate in level.candidates {
        ring(candidate.circle.enlarged(by: level.factor), .orange, &canvas)
      }
    }
    return canvas
  }

  private func hypotheses() -> Canvas {
    var canvas = eye()
    for level in w.levels {
      guard let eye = level.best?.enlarged(by: level.factor) else { continue }
      ring(eye.pupil, .red, &canvas)
      ring(eye.limbus, .blue, &canvas)
    }
    return canvas
  }

  private func chosen() -> Canvas {
    var canvas = eye()
    if let eye = w.eye {
      ring(eye.pupil, .red, &canvas)
      ring(eye.limbus, .blue, &canvas)
    }
    return canvas
  }

  private func contours() -> Canvas {
    var canvas = eye()
    drawContours(&canvas)
    return canvas
  }

  private func drawContours(_ canvas: inout Canvas) {
    guard let geometry = w.geometry else { return }
    for direction in 0..<Directions.count {
      canvas.line(
        from: geometry.pupilEdge(direction), to: geometry.pupilEdge(direction + 1), .red,
        thickness: 1)
    }
    ring(geometry.limbus, .blue, &canvas)
  }

  private func ring(_ circle: Circle, _ colour: Colour, _ canvas: inout Canvas) {
    canvas.ring(at: SIMD2(circle.x, circle.y), radius: circle.radius, colour)
  }

  private func maskedSheet() -> Canvas {
    var canvas = grey(w.sheet.grey).map { Canvas($0) } ?? Canvas(width: 1, height: 1)
    for y in 0..<w.sheet.mask.height {
      for x in 0..<w.sheet.mask.width where w.sheet.mask[x, y] == 0 {
        canvas.fill(x: x, y: y, width: 1, height: 1, .red, opacity: 0.6)
      }
    }
    return canvas
  }

  /// What is masked, in red where it lies in the eye, and the contours over it.
  private func maskedEye() -> Canvas {
    var canvas = eye()
    guard let geometry = w.geometry else { return canvas }
    var hidden = Set<SIMD2<Int>>()
    for column in 0..<IrisSheet.columns {
      let ray = IrisSheet.ray(geometry, column)
      for row in 0..<IrisSheet.rows where w.sheet.mask[column, row] == 0 {
        let share = (Float(row) + 0.5) / Float(IrisSheet.rows)
        let place = (ray.from + (ray.to - ray.from) * share).rounded(.toNearestOrEven)
        hidden.insert(SIMD2<Int>(place))
      }
    }
    for place in hidden {
      canvas.fill(x: place.x, y: place.y, width: 1, height: 1, .red, opacity: 0.5)
    }
    drawContours(&canvas)
    return canvas
  }

  /// Signs as black and white, bands doubled; what is masked is red.
  private func code() -> Canvas {
    let scale = 4
    var canvas = Canvas(width: 256, height: 32 * scale)
    for column in 0..<IrisCode.columns {
      for bit in 0..<32 {
        let isValid = w.code.mask[column] >> UInt32(bit) & 1 == 1
        let isOne = w.code.signs[column] >> UInt32(bit) & 1 == 1
        let colour: Colour = isOne ? .white : .black
        canvas.fill(
          x: column, y: bit * scale, width: 1, height: scale,
          isValid ? colour : colour.mixed(with: .red, share: 0.7))
      }
    }
    return canvas
  }

  private func measures() -> String {
    (w.measures?.named ?? []).map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ")
  }

  private func figures() -> String {
    guard let geometry = w.geometry else { return "{}" }
    func circle(_ c: Circle) -> String {
      "{\"x\": \(c.x), \"y\": \(c.y), \"radius\": \(c.radius)}"
    }
    return """
      {
        "pupil": \(circle(geometry.pupil)),
        "limbus": \(circle(geometry.limbus)),
        "confidence": \(geometry.confidence),
        "validBits": \(w.code.validBits),
        "measures": {\(measures())}
      }
      """
  }
}
