// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint

/// A finger made of numbers: minutiae at random places, the same for the same seed.
struct SyntheticFinger {
  var minutiae: [Minutia]
  static let side = 600

  /// Places `count` minutiae in the middle of a picture of 600x600 pixels.
  init(seed: UInt64, count: Int = 40) {
    var random = Random(seed)
    minutiae = (0..<count).map { _ in
      Minutia(
        x: 150 + 300 * random.unit(), y: 150 + 300 * random.unit(), angle: 360 * random.unit(),
        kind: random.unit() < 0.5 ? .ridgeEnding : .bifurcation,
        quality: UInt8(40 + 60 * random.unit()))
    }
  }

  /// The same finger turned by `degrees` counter-clockwise about the picture's centre and shifted.
  func moved(degrees: Float = 0, right: Float = 0, down: Float = 0) -> SyntheticFinger {
    let radians = Double(degrees) * .pi / 180
    let (c, s) = (Float(cosine(radians)), Float(cosine(radians - .pi / 2)))
    var copy = self
    copy.minutiae = minutiae.map { m in
      let (x, y) = (m.x - 300, m.y - 300)
      return Minutia(
        x: 300 + c * x + s * y + right, y: 300 - s * x + c * y + down, angle: m.angle + degrees,
        kind: m.kind, quality: m.quality)
    }
    return copy
  }

  /// Another impression: places and directions scatter, some minutiae are missing or new.
  func impression(seed: UInt64, scatter: Float = 2, missing: Float = 0.2) -> SyntheticFinger {
    var random = Random(seed)
    var copy = self
    copy.minutiae = minutiae.compactMap { m in
      let isMissing = random.unit() < missing
      let moved = Minutia(
        x: m.x + scatter * random.signed(), y: m.y + scatter * random.signed(),
        angle: m.angle + 5 * random.signed(), kind: m.kind, quality: m.quality)
      return isMissing ? nil : moved
    }
    copy.minutiae +=
      SyntheticFinger(seed: seed &* 77, count: Int(Float(minutiae.count) * missing))
      .minutiae
    return copy
  }

  /// Minutiae outside the picture are left out.
  var template: FingerprintTemplate? {
    let side = Float(Self.side)
    let inside = minutiae.filter { $0.x >= 0 && $0.y >= 0 && $0.x < side && $0.y < side }
    return MinutiaeTemplate(
      width: Self.side, height: Self.side, resolution: .standard, minutiae: inside
    ).map(FingerprintTemplate.init(minutiae:))
  }

  private func cosine(_ x: Double) -> Double {
    // Taylor series: good to 1e-9 on the angles used here, without a C library.
    var x = x
    while x > .pi { x -= 2 * .pi }
    while x < -.pi { x += 2 * .pi }
    var (sum, term) = (0.0, 1.0)
    for k in 1...16 {
      sum += term
      term *= -x * x / Double((2 * k - 1) * 2 * k)
    }
    return sum
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// 0 to under 1.
  mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
  /// -1 to under 1.
  mutating func signed() -> Float { 2 * unit() - 1 }
}
