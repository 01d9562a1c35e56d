// SPDX-License-Identifier: Apache-2.0

/// A colour of a trace or report picture, 8 bits each of red, green and blue (sRGB).
public struct Colour: Sendable, Hashable {
  /// 0 is none, 255 full.
  public let red, green, blue: UInt8

  /// Takes the three parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Takes one value for all parts.
  public init(gray: UInt8) { self.init(gray, gray, gray) }

  /// Paper.
  public static let white = Colour(gray: 255)
  /// Ink.
  public static let black = Colour(gray: 0)
  /// Stands out on grey; the usual colour of ridge endings.
  public static let red = Colour(214, 39, 40)
  /// Stands out on grey beside red, for colour-blind eyes as well; the usual colour of bifurcations.
  public static let blue = Colour(31, 119, 230)
  /// For what was accepted.
  public static let green = Colour(44, 160, 44)
  /// For what is doubtful.
  public static let orange = Colour(255, 140, 0)
  /// For lines over pictures that use all the others.
  public static let magenta = Colour(227, 26, 200)

  /// Places of the heat scale, evenly spread over 0...1, getting lighter up to the last but one.
  private static let heatScale = [
    Colour(24, 20, 96), Colour(0, 104, 190), Colour(40, 175, 130), Colour(250, 215, 60),
    Colour(220, 45, 30),
  ]

  /// The colour of a value from 0 (dark blue) over green and yellow to 1 (red).
  ///
  /// Values outside are held to the ends; not-a-number is black.
  public static func heat(_ value: Float) -> Colour {
    guard !value.isNaN else { return .black }
    let place = min(max(value, 0), 1) * Float(heatScale.count - 1)
    let below = min(Int(place), heatScale.count - 2)
    return heatScale[below].mixed(with: heatScale[below + 1], share: place - Float(below))
  }

  /// The colour on the way to another; share 0 is this one, 1 the other.
  public func mixed(with other: Colour, share: Float) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(Float(a) + (Float(b) - Float(a)) * min(max(share, 0), 1) + 0.5)
    }
    return Colour(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }
}
