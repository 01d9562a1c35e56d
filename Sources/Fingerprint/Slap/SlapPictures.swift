// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Draws what the stages of slap segmentation found, so that a person can judge it.
struct SlapPictures {
  let image: NormalizedImage
  let trace: any StageTrace

  func ridges(_ w: SlapWorkspace) {
    trace.colourPicture("ridges") {
      cells(w, opacity: 0.6) { x, y in .heat(w.ridges[x, y]) }
    }
  }

  func blobs(_ w: SlapWorkspace) {
    trace.colourPicture("blobs") {
      var blob = [Int](repeating: 0, count: w.stride * w.rows)
      for (number, cells) in w.blobs.enumerated() {
        for cell in cells { blob[Int(cell)] = number + 1 }
      }
      return cells(w, opacity: 0.4) { x, y in
        let number = blob[y * w.stride + x]
        return number == 0 ? nil : Self.colours[number % Self.colours.count]
      }
    }
  }

  /// Candidates of the best angle in orange, the fingers in green.
  func labels(_ verdict: SlapVerdict, _ result: SlapSegmentation) {
    trace.colourPicture("labels") {
      var canvas = Canvas(image)
      if let reading = verdict.reading {
        for candidate in reading.candidates {
          let box = TurnedBox(
            candidate.piece, reading.frame, rim: 0, .init(resolution: .standard))
          outline(box, .orange, thickness: 2, &canvas)
        }
        for placed in reading.placed {
          let box = TurnedBox(placed.piece, reading.frame, rim: 0.5, .init(resolution: .standard))
          outline(box, .green, thickness: 5, &canvas)
        }
      }
      return canvas
    }
    trace.figures("figures") { figures(verdict, result) }
  }

  private static let colours: [Colour] = [.red, .blue, .green, .orange, .magenta]

  private func outline(
    _ box: TurnedBox, _ colour: Colour, thickness: Float, _ canvas: inout Canvas
  ) {
    let corners = box.corners.map { Canvas.Point(Float($0.x), Float($0.y)) }
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      canvas.line(from: from, to: to, colour, thickness: thickness)
    }
  }

  private func cells(
    _ w: SlapWorkspace, opacity: Float, _ colour: (Int, Int) -> Colour?
  ) -> Canvas {
    var canvas = Canvas(image)
    let side = SlapWorkspace.cell
    for y in 0..<w.rows {
      for x in 0..<w.columns {
        guard let colour = colour(x, y) else { continue }
        canvas.fill(
          x: x * side, y: y * side, width: side, height: side, colour, opacity: opacity)
      }
    }
    return canvas
  }

  private func figures(_ verdict: SlapVerdict, _ result: SlapSegmentation) -> String {
    let candidates = (verdict.reading?.candidates ?? []).map { candidate in
      let piece = candidate.piece
      return """
            {"looks": \(candidate.looks), "strength": \(piece.strength), "fill": \(piece.fill), \
        "width": \(piece.width), "height": \(piece.height), "lean": \(piece.lean), \
        "isJoint": \(candidate.isJoint)}
        """
    }
    let tips = verdict.tips.map { tip in
      """
          {"width": \(tip.piece.width), "shape": \(tip.shape), "above": \(tip.above), \
      "flatness": \(tip.flatness), "cut": \(tip.piece.cut.rawValue)}
      """
    }
    return """
      {
        "angle": \(result.angle),
        "margin": \(result.margin),
        "handMargin": \(verdict.hand.map { "\($0)" } ?? "null"),
        "fingerWidth": \(verdict.reading?.fingerWidth ?? 0),
        "flags": [\(result.flags.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))],
        "tips": [
      \(tips.joined(separator: ",\n"))
        ],
        "candidates": [
      \(candidates.joined(separator: ",\n"))
        ]
      }
      """
  }
}
