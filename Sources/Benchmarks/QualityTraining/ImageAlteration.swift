// SPDX-License-Identifier: Apache-2.0

import Imaging
import SampleKit

/// A change of an image that moves its quality as another finger, placement, skin or scanner would.
struct ImageAlteration {
  /// Turn in degrees, size, and whether left and right change places.
  private var turn = 0.0
  private var scale = 1.0
  private var isMirrored = false
  /// The part that is kept, as shares of width and height.
  private var window = (x: 0.0, y: 0.0, width: 1.0, height: 1.0)
  /// Ridges thinner (-1: the lightest of nine neighbours) ... thicker (1: the darkest).
  private var thickness = 0.0
  /// Share of each pixel that comes from its eight neighbours, 0...1.
  private var blur = 0.0
  /// Bend of the tone curve, -1 darker ... 1 lighter, then contrast and shift in grey levels.
  private var tone = (bend: 0.0, contrast: 1.0, shift: 0.0)
  /// Grey levels by which the left and the upper edge are darker than the opposite ones.
  private var slope = (x: 0.0, y: 0.0)
  /// Largest random change of a pixel, grey levels.
  private var noise = 0.0
  private var seed: UInt64 = 0

  /// Largest part of an image, pixels: what a single finger covers.
  private static let largest = (width: 560.0, height: 620.0)

  /// Draws two or three changes; of a larger image than a finger's some part is taken.
  init(of image: NormalizedImage, _ draw: inout SeededGenerator) {
    seed = draw.next()
    let most = (
      x: min(1, Self.largest.width / Double(image.width)),
      y: min(1, Self.largest.height / Double(image.height))
    )
    isMirrored = draw.chance(0.5)
    if draw.chance(0.5) {
      turn = draw.normal(deviation: 15)
      scale = draw.uniform(0.85, 1.2)
    }
    if draw.chance(0.35) || most.x < 1 || most.y < 1 {
      window.width = most.x * draw.uniform(0.5, 1)
      window.height = most.y * draw.uniform(0.5, 1)
      window.x = draw.uniform(0, 1 - window.width)
      window.y = draw.uniform(0, 1 - window.height)
    }
    if draw.chance(0.35) { thickness = draw.uniform(-0.8, 0.8) }
    if draw.chance(0.25) { blur = draw.uniform(0, 1) }
    if draw.chance(0.45) {
      tone = (draw.uniform(-0.9, 0.9), draw.uniform(0.35, 1.25), draw.uniform(-25, 25))
    }
    if draw.chance(0.15) { slope = (draw.uniform(-60, 60), draw.uniform(-60, 60)) }
    if draw.chance(0.25) { noise = draw.uniform(0, 40) }
  }

  func apply(_ image: NormalizedImage) -> NormalizedImage? {
    var canvas = GreyCanvas(image)
    if window.width < 1 || window.height < 1 { canvas = canvas.cut(to: window) }
    if turn != 0 || scale != 1 || isMirrored { canvas = placed(canvas) }
    if thickness != 0 { canvas = canvas.thickened(thickness) }
    if blur > 0 { canvas = canvas.mixed(blur) { $0.reduce(0, +) / Float($0.count) } }
    return NormalizedImage(
      width: canvas.width, height: canvas.height, pixels: sensed(canvas), origin: image.origin)
  }

  /// Turned, scaled and mirrored about the middle; the edge goes on where the image ends.
  private func placed(_ canvas: GreyCanvas) -> GreyCanvas {
    let (sine, cosine) = Elementary.sincos(turn * .pi / 180)
    let (midX, midY) = (Double(canvas.width - 1) / 2, Double(canvas.height - 1) / 2)
    return GreyCanvas(width: canvas.width, height: canvas.height) { x, y in
      let dx = (Double(x) - midX) / scale * (isMirrored ? -1 : 1)
      let dy = (Double(y) - midY) / scale
      return canvas.grey(x: midX + dx * cosine - dy * sine, y: midY + dx * sine + dy * cosine)
    }
  }

  /// What the scanner makes of it: tone, slope and noise.
  private func sensed(_ canvas: GreyCanvas) -> [UInt8] {
    var draw = SeededGenerator(seed: seed)
    return canvas.greys.indices.map { index in
      let grey = Double(canvas.greys[index])
      let bent = grey + tone.bend * grey * (255 - grey) / 255
      let x = Double(index % canvas.width) / Double(canvas.width) - 0.5
      let y = Double(index / canvas.width) / Double(canvas.height) - 0.5
      var value = (bent - 128) * tone.contrast + 128 + tone.shift + slope.x * x + slope.y * y
      if noise > 0 { value += noise * (draw.unit() + draw.unit() - 1) }
      return UInt8(min(max(value.rounded(), 0), 255))
    }
  }
}
