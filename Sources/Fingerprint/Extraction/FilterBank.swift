// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Width of the oriented filter.
public struct FilterShape: Sendable, Hashable {
  /// Pixels; sigma of the Gaussian along the ridge.
  public var along: Double
  /// Ridge periods; sigma of the Gaussian across the ridge.
  public var across: Double

  /// Takes sigmas in pixels and periods.
  public init(along: Double, across: Double) {
    self.along = along
    self.across = across
  }
}

/// Taps of separable oriented quadrature filters for 32 angles of the ridge normal and 24 ridge
/// frequencies.
///
/// Along taps step one pixel on the dominant axis and interpolate on the other. Across taps are
/// whole pixels nearest the normal, weighted by their true projection on it: that is exact, as the
/// image is constant along the ridge after the first step.
struct FilterBank: Sendable {
  /// Steps of pi/32 from 0 to under pi.
  static let angles = 32
  /// Frequencies from 0.05 to 0.22 cycles per pixel in equal ratios.
  static let frequencies = 24
  private static let lowest = 0.05
  private static let highest = 0.22
  /// Sigmas after which along taps end.
  private static let alongReach = 2.2
  /// Sigmas after which across taps end; never beyond 16 pixels.
  private static let acrossReach = 2.3
  private static let acrossPixels = 16

  private struct Tap {
    var (x, y, besideX, besideY) = (0, 0, 0, 0)
    var (first, second) = (0.0, 0.0)
  }

  let shape: FilterShape
  private let along: [[Tap]]
  private let across: [[Tap]]
  /// Frequency index for each 4096th of a cycle per pixel.
  private static let indexOfFrequency: [UInt8] = (0..<1024).map { step in
    let position = Elementary.log(max((Double(step) + 0.5) / 4096, 1e-3) / lowest)
    let index = position / Elementary.log(highest / lowest) * Double(frequencies - 1)
    return UInt8(min(max(index.rounded(), 0), Double(frequencies - 1)))
  }

  init(shape: FilterShape) {
    self.shape = shape
    along = (0..<Self.angles).map { Self.along(angle: $0, sigma: shape.along) }
    across = (0..<Self.angles * Self.frequencies).map {
      Self.across(
        angle: $0 / Self.frequencies, frequency: $0 % Self.frequencies, sigma: shape.across)
    }
  }

  /// Unit vectors of the normals, y downwards.
  private static let normals: [SIMD2<Float>] = (0..<angles).map {
    let normal = Elementary.sincos(Double($0) * .pi / Double(angles))
    return SIMD2(Float(normal.cos), Float(normal.sin))
  }

  /// Unit vector of the normal of an angle index.
  static func normal(_ angle: UInt8) -> SIMD2<Float> { normals[Int(angle)] }

  /// Number of the across filter for an angle index and a frequency in cycles per pixel.
  static func wave(angle: UInt8, frequency: Float) -> UInt16 {
    let step = min(max(Int(frequency * 4096), 0), 1023)
    return UInt16(angle) * UInt16(frequencies) + UInt16(indexOfFrequency[step])
  }

  /// Along taps as offsets for a row stride.
  func alongTaps(stride: Int) -> TapBank.Along {
    TapBank.Along(
      filters: along.map { filter in
        filter.map { tap in
          TapBank.AlongTap(
            first: Int32(tap.y * stride + tap.x), second: Int32(tap.besideY * stride + tap.besideX),
            firstWeight: TapBank.fixed(tap.first), secondWeight: TapBank.fixed(tap.second))
        }
      })
  }

  /// Across taps as offsets for a row stride.
  func acrossTaps(stride: Int) -> TapBank.Across {
    TapBank.Across(
      filters: across.map { filter in
        filter.map {
          TapBank.AcrossTap(
            offset: Int32($0.y * stride + $0.x), even: TapBank.fixed($0.first),
            odd: TapBank.fixed($0.second))
        }
      })
  }

  private static func along(angle: Int, sigma: Double) -> [Tap] {
    let normal = Elementary.sincos(Double(angle) * .pi / Double(angles))
    let (tx, ty) = (-normal.sin, normal.cos)
    let flat = abs(tx) >= abs(ty)
    let step = 1 / (flat ? abs(tx) : abs(ty))
    let slope = flat ? ty / tx : tx / ty
    let reach = Int((alongReach * sigma / step + 0.5).rounded(.down))
    var weights = (0...reach).map { k in
      Elementary.exp(-0.5 * (Double(k) * step / sigma) * (Double(k) * step / sigma))
    }
    let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
    weights = weights.map { $0 / sum }
    return weights.enumerated().map { k, weight in
      let drift = Double(k) * slope
      let whole = Int((drift + 1e-9).rounded(.down))
      let share = max(0, drift - Double(whole))
      var tap = Tap()
      (tap.x, tap.y) = flat ? (k, whole) : (whole, k)
      (tap.besideX, tap.besideY) = flat ? (k, whole + 1) : (whole + 1, k)
      (tap.first, tap.second) = (weight * (1 - share), weight * share)
      return tap
    }
  }

  private static func across(angle: Int, frequency: Int, sigma: Double) -> [Tap] {
    let normal = Elementary.sincos(Double(angle) * .pi / Double(angles))
    let ratio = Double(frequency) / Double(frequencies - 1)
    let wave = lowest * Elementary.pow(highest / lowest, ratio)
    let width = sigma / wave
    let flat = abs(normal.cos) >= abs(normal.sin)
    let step = 1 / (flat ? abs(normal.cos) : abs(normal.sin))
    let slope = flat ? normal.sin / normal.cos : normal.cos / normal.sin
    let reach = min(acrossPixels, Int((acrossReach * width / step + 0.5).rounded(.down)))
    var taps: [Tap] = []
    var (envelopes, evens, envelopeSum, evenSum) = ([Double](), [Double](), 0.0, 0.0)
    for k in 0...reach {
      var tap = Tap()
      let drift = Int((Double(k) * slope).rounded(.toNearestOrEven))
      (tap.x, tap.y) = flat ? (k, drift) : (drift, k)
      let distance = Double(tap.x) * normal.cos + Double(tap.y) * normal.sin
      let envelope = Elementary.exp(-0.5 * (distance / width) * (distance / width))
      let phase = Elementary.sincos(2 * .pi * wave * distance)
      tap.second = envelope * phase.sin
      taps.append(tap)
      envelopes.append(envelope)
      evens.append(envelope * phase.cos)
      envelopeSum += (k == 0 ? 1 : 2) * envelope
      evenSum += (k == 0 ? 1 : 2) * envelope * phase.cos
    }
    // No response to a constant, unit gain at the filter's own frequency.
    for k in taps.indices {
      let even = evens[k] - envelopes[k] * evenSum / envelopeSum
      taps[k].first = even * 2 / envelopeSum
      taps[k].second *= 2 / envelopeSum
    }
    return taps
  }
}
