// SPDX-License-Identifier: Apache-2.0

/// Transcendental functions from additions, multiplications, divisions and square roots only.
///
/// C libraries choose other code for other processors, so `sin` of one machine differs from that of
/// another in the last bit. These give the same bits everywhere, in debug and release. Errors are
/// below 1e-14 relative in the ranges stated, far below what image work needs.
public enum Elementary {
  /// Sine and cosine of an angle in radians, |x| up to 1e6; not-a-number beyond.
  public static func sincos(_ x: Double) -> (sin: Double, cos: Double) {
    guard abs(x) <= 1e6 else { return (.nan, .nan) }
    let quarter = (x * 0.6366197723675814).rounded()
    // pi/2 in two parts, so that the reduction does not lose the low bits (Cody and Waite 1980).
    let r = (x - quarter * 1.5707963267341256) - quarter * 6.077100506506192e-11
    let s = sineSeries(r)
    let c = cosineSeries(r)
    switch Int(quarter) & 3 {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  /// Sine of an angle in radians, |x| up to 1e6.
  public static func sin(_ x: Double) -> Double { sincos(x).sin }

  /// Cosine of an angle in radians, |x| up to 1e6.
  public static func cos(_ x: Double) -> Double { sincos(x).cos }

  /// Angle of the point (x, y) in radians, -pi...pi; 0 for the origin.
  public static func atan2(_ y: Double, _ x: Double) -> Double {
    let ax = abs(x)
    let ay = abs(y)
    guard ax > 0 || ay > 0 else { return 0 }
    let swap = ay > ax
    let base = arctangent(swap ? ax / ay : ay / ax)
    let first = swap ? .pi / 2 - base : base
    let half = x < 0 ? .pi - first : first
    return y < 0 ? -half : half
  }

  /// Arc sine in radians for -1...1; arguments beyond are taken as the nearest end.
  public static func asin(_ x: Double) -> Double {
    let clipped = max(-1, min(1, x))
    return atan2(clipped, (1 - clipped * clipped).squareRoot())
  }

  /// e to the power x; 0 below -700, infinity above 700.
  public static func exp(_ x: Double) -> Double {
    guard x > -700 else { return x.isNaN ? .nan : 0 }
    guard x < 700 else { return .infinity }
    let k = (x * 1.4426950408889634).rounded()
    let r = (x - k * 0.6931471803691238) - k * 1.9082149292705877e-10
    var sum = 1.0
    for n in stride(from: 14.0, to: 0.0, by: -1.0) { sum = 1 + sum * r / n }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }

  /// Natural logarithm of a positive finite number; not-a-number for anything else.
  public static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return .nan }
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let s2 = s * s
    var sum = 0.0
    for n in stride(from: 21.0, through: 1.0, by: -2.0) { sum = sum * s2 + 1 / n }
    return 2 * s * sum + exponent * 0.6931471805599453
  }

  /// A number to a power, by `exp(log)`; for positive bases.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    exp(exponent * log(base))
  }

  private static func sineSeries(_ r: Double) -> Double {
    let r2 = r * r
    var sum = 1.0
    for n in stride(from: 16.0, through: 2.0, by: -2.0) { sum = 1 - sum * r2 / (n * (n + 1)) }
    return r * sum
  }

  private static func cosineSeries(_ r: Double) -> Double {
    let r2 = r * r
    var sum = 1.0
    for n in stride(from: 15.0, through: 1.0, by: -2.0) { sum = 1 - sum * r2 / (n * (n + 1)) }
    return sum
  }

  /// Arc tangent for 0...1: the angle is halved twice, then the Taylor series to the 19th power.
  private static func arctangent(_ t: Double) -> Double {
    let half = t / (1 + (1 + t * t).squareRoot())
    let quarter = half / (1 + (1 + half * half).squareRoot())
    let q2 = quarter * quarter
    var sum = 0.0
    var sign = -1.0
    for n in stride(from: 19.0, through: 1.0, by: -2.0) {
      sum = sum * q2 + sign / n
      sign = -sign
    }
    return 4 * quarter * sum
  }
}
