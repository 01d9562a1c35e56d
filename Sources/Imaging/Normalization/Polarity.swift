// SPDX-License-Identifier: Apache-2.0

/// Whether ridges are the dark or the light lines of an image.
public enum Polarity: String, Sendable, Hashable, CaseIterable {
  /// Found from the image.
  case automatic
  /// As from every live scanner that follows ISO/IEC 19794-4, and as ink on paper.
  case darkRidges = "dark-ridges"
  /// As from some sensors without conversion, and as negatives of latents.
  case lightRidges = "light-ridges"
}

/// How the automatic polarity decides.
public struct PolarityParameters: Sendable, Hashable {
  /// Share of the 90th percentile of the cells' standard deviations from which a cell counts as all
  /// ridges. Higher lets contrast inside the print count, which tells nothing; lower lets noise of
  /// the background count.
  public var fullTexture = 0.5
  /// Standard deviation in grey levels below which no cell is textured, in however blank an image.
  public var leastTexture = 4.0
  /// Cells between the two that are compared: 4 are 32 pixels at 500 ppi, so that the two lie on
  /// both sides of a print's frayed edge but under nearly the same light.
  public var distance = 4
  /// Share of cells without texture that an image must have: without background nothing can be
  /// said. Of 359 real images the fullest has 0.047.
  public var leastBackground = 0.03
  /// Correlation of texture and brightness from which ridges are taken for light. It is below -0.12
  /// for all of 359 real images with dark ridges, above 0.12 for their negatives.
  public var leastCorrelation = 0.1

  /// The defaults, found on those images: the four FVC sets at hand, plain, rolled and slap prints
  /// in ink and live, five synthetic ones.
  public init() {}
}

extension CellStatistics {
  /// Whether light and dark must be exchanged to make ridges dark.
  ///
  /// Skin that touches the sensor or carries ink makes ridges; where there is none, between ridges
  /// and around the print, the picture is as the valleys are. So where texture ends, an image with
  /// dark ridges gets brighter, one with light ridges darker, whatever the light and the level of
  /// the background. Dark ridges are assumed where there is no background to tell from.
  func hasLightRidges(_ parameters: PolarityParameters) -> Bool {
    let texture = texture(parameters)
    let background = texture.count { $0 < Self.fullTexture * 2 / 5 }
    guard Double(background) >= parameters.leastBackground * Double(texture.count) else {
      return false
    }
    return correlation(of: texture, distance: parameters.distance) >= parameters.leastCorrelation
  }

  private static let fullTexture = 256

  /// For each cell 0 (flat) to 256 (ridges).
  private func texture(_ parameters: PolarityParameters) -> [Int] {
    let full = max(parameters.fullTexture * Double(percentile90), parameters.leastTexture * 2)
    let scale = Int((Double(Self.fullTexture * 256) / max(full, 1)).rounded())
    return deviations.map { min(Int($0) * scale / 256, Self.fullTexture) }
  }

  /// The 90th percentile of the deviations.
  private var percentile90: Int {
    var histogram = [Int](repeating: 0, count: 256)
    for deviation in deviations { histogram[Int(deviation)] += 1 }
    var left = deviations.count / 10
    for level in stride(from: 255, through: 0, by: -1) {
      left -= histogram[level]
      if left < 0 { return level }
    }
    return 0
  }

  /// Correlation of the differences in brightness and texture between cells some way apart.
  private func correlation(of texture: [Int], distance: Int) -> Double {
    var both = 0
    var brightness = 0
    var roughness = 0
    func compare(_ a: Int, _ b: Int) {
      let lighter = Int(sums[a]) - Int(sums[b])
      let rougher = texture[a] - texture[b]
      both += lighter * rougher
      brightness += lighter * lighter
      roughness += rougher * rougher
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let here = row * columns + column
        if column >= distance { compare(here, here - distance) }
        if row >= distance { compare(here, here - distance * columns) }
      }
    }
    let scale = (Double(brightness) * Double(roughness)).squareRoot()
    return scale > 0 ? Double(both) / scale : 0
  }
}
