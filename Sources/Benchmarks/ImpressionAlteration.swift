// SPDX-License-Identifier: Apache-2.0

public import Imaging
import SampleKit

/// A change of an impression as another scanner, pressure or skin makes it; the finger stays the same.
///
/// Weights of comparison that are fitted on altered impressions as well lose less on sensors and skins
/// that were not seen.
public struct ImpressionAlteration: Sendable {
  /// What is changed.
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// Only a part is left, as on a small sensor.
    case cropped
    /// Skin is pushed and stretched.
    case bent
    /// Dry, wet, out of focus or patchy.
    case degraded
    /// Both of the above.
    case bentAndDegraded
  }

  private let kind: Kind

  /// Takes what is changed.
  public init(_ kind: Kind) { self.kind = kind }

  /// The changed impression, the same for the same seed; the size changes when it is cropped.
  public func apply(_ image: NormalizedImage, seed: UInt64) -> NormalizedImage {
    var draw = SeededGenerator(seed: seed)
    var canvas = GreyCanvas(image)
    switch kind {
    case .none: return image
    case .cropped: canvas = Self.cropped(canvas, &draw)
    case .bent: canvas = Self.bent(canvas, &draw)
    case .degraded: canvas = Self.degraded(canvas, &draw)
    case .bentAndDegraded: canvas = Self.degraded(Self.bent(canvas, &draw), &draw)
    }
    return canvas.image(origin: image.origin) ?? image
  }

  /// Keeps 55 to 80 % of each side, about the middle.
  private static func cropped(_ canvas: GreyCanvas, _ draw: inout SeededGenerator) -> GreyCanvas {
    let (width, height) = (draw.uniform(0.55, 0.8), draw.uniform(0.55, 0.8))
    let x = (1 - width) * draw.uniform(0.25, 0.75)
    let y = (1 - height) * draw.uniform(0.25, 0.75)
    return canvas.cut(to: (x, y, width, height))
  }

  /// Moves each place by up to 8 px, smoothly over 300 to 600 px, and stretches by up to 4 %.
  private static func bent(_ canvas: GreyCanvas, _ draw: inout SeededGenerator) -> GreyCanvas {
    let stretch = (x: draw.uniform(0.96, 1.04), y: draw.uniform(0.96, 1.04))
    let waves = (0..<2).map { _ in Wave(&draw) }
    let (midX, midY) = (Double(canvas.width) / 2, Double(canvas.height) / 2)
    return GreyCanvas(width: canvas.width, height: canvas.height) { column, row in
      let (x, y) = (Double(column), Double(row))
      return canvas.grey(
        x: midX + (x - midX) * stretch.x + waves[0].value(x, y),
        y: midY + (y - midY) * stretch.y + waves[1].value(x, y))
    }
  }

  /// One displacement of a bend, pixels.
  private struct Wave {
    private let height, perX, perY, phase: Double

    init(_ draw: inout SeededGenerator) {
      height = draw.uniform(2, 8)
      (perX, perY) = (2 * .pi / draw.uniform(300, 600), 2 * .pi / draw.uniform(300, 600))
      phase = draw.uniform(0, 2 * .pi)
    }

    func value(_ x: Double, _ y: Double) -> Double {
      height * Elementary.sincos(perX * x + perY * y + phase).sin
    }
  }

  private static func degraded(_ canvas: GreyCanvas, _ draw: inout SeededGenerator) -> GreyCanvas {
    switch Int(draw.uniform(0, 4)) {
    case 0: noisy(canvas.thickened(-draw.uniform(0.5, 1)), draw.uniform(20, 60), &draw)
    case 1: canvas.thickened(draw.uniform(0.5, 1))
    case 2: noisy(softened(canvas), draw.uniform(0, 20), &draw)
    default: patchy(canvas, &draw)
    }
  }

  private static func softened(_ canvas: GreyCanvas) -> GreyCanvas {
    (0..<2).reduce(canvas) { soft, _ in soft.mixed(1) { $0.reduce(0, +) / 9 } }
  }

  private static func noisy(
    _ canvas: GreyCanvas, _ height: Double, _ draw: inout SeededGenerator
  ) -> GreyCanvas {
    GreyCanvas(width: canvas.width, height: canvas.height) { x, y in
      canvas[x, y] + Float(height * (draw.unit() + draw.unit() - 1))
    }
  }

  /// Three to six spots of 20 to 45 px radius in which ridges hardly touch.
  private static func patchy(_ canvas: GreyCanvas, _ draw: inout SeededGenerator) -> GreyCanvas {
    let spots = (0..<Int(draw.uniform(3, 7))).map { _ in
      (
        x: draw.uniform(0.2, 0.8) * Double(canvas.width),
        y: draw.uniform(0.2, 0.8) * Double(canvas.height), radius: draw.uniform(20, 45)
      )
    }
    return GreyCanvas(width: canvas.width, height: canvas.height) { x, y in
      let isBare = spots.contains { spot in
        let (dx, dy) = (Double(x) - spot.x, Double(y) - spot.y)
        return dx * dx + dy * dy < spot.radius * spot.radius
      }
      return isBare ? 215 + 0.15 * (canvas[x, y] - 215) : canvas[x, y]
    }
  }
}
