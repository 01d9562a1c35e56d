// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Size and grey response of a kind of scanner.
public struct ScannerModel: Sendable, Hashable {
  /// Short name for files and manifests.
  public let name: String
  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Density of its images.
  public let resolution: Resolution
  /// Grey of the bare platen, 0...255.
  public let platen: Double
  /// Grey of a firm ridge, 0...255.
  public let ridge: Double
  /// Spread of the optics, 1/500 inch.
  public let blur: Double
  /// Deviation of the noise, grey levels.
  public let noise: Double
  /// What the bare platen looks like.
  public let texture: Texture

  /// Pixels cut off left and right in the top row, white, down to none in the bottom row: the image
  /// of a tilted platen, straightened.
  public let keystone: Int

  /// What a bare platen looks like.
  public enum Texture: Sendable, Hashable {
    /// White, cut off by the scanner itself.
    case clean
    /// Uneven light, darker towards the edges.
    case shaded
    /// Columns and rows of a silicon sensor.
    case striped
    /// Paper with grains of ink.
    case paper
  }

  /// 388x374, 500 ppi, white ground: an optical desk scanner.
  public static let optical = ScannerModel(
    "optical-388x374", 388, 374, 500, platen: 252, ridge: 25, blur: 0.55, noise: 3, .clean)
  /// 328x364, 500 ppi, grey uneven ground: a small optical scanner.
  public static let compact = ScannerModel(
    "compact-328x364", 328, 364, 500, platen: 205, ridge: 70, blur: 0.6, noise: 3.5, .shaded,
    keystone: 34)
  /// 300x400, 500 ppi: a capacitive scanner.
  public static let capacitive = ScannerModel(
    "capacitive-300x400", 300, 400, 500, platen: 225, ridge: 35, blur: 0.5, noise: 6, .striped)
  /// 296x560, 569 ppi: an optical scanner of another pitch.
  public static let tall = ScannerModel(
    "tall-296x560", 296, 560, 569, platen: 235, ridge: 45, blur: 0.55, noise: 3, .shaded)
  /// 800x750, 500 ppi: a FAP 45 scanner for two fingers or a rolled one.
  public static let fap45 = ScannerModel(
    "fap45-800x750", 800, 750, 500, platen: 250, ridge: 30, blur: 0.5, noise: 2.5, .clean)
  /// 600x800, 1000 ppi.
  public static let fine = ScannerModel(
    "fine-600x800", 600, 800, 1000, platen: 248, ridge: 30, blur: 0.5, noise: 3, .clean)
  /// 804x752, 500 ppi: the box of an inked card.
  public static let card = ScannerModel(
    "card-804x752", 804, 752, 500, platen: 236, ridge: 30, blur: 0.6, noise: 7, .paper)

  /// Every model.
  public static let all = [optical, compact, capacitive, tall, fap45, fine, card]

  private init(
    _ name: String, _ width: Int, _ height: Int, _ pixelsPerInch: Double, platen: Double,
    ridge: Double, blur: Double, noise: Double, _ texture: Texture, keystone: Int = 0
  ) {
    self.name = name
    self.width = width
    self.height = height
    self.resolution = Resolution(pixelsPerInch: pixelsPerInch) ?? .standard
    self.platen = platen
    self.ridge = ridge
    self.blur = blur
    self.noise = noise
    self.texture = texture
    self.keystone = min(keystone, width / 4)
  }

  /// The same response on another size, 16...4000 pixels a side.
  public func resized(width: Int, height: Int) -> ScannerModel {
    ScannerModel(
      name, min(max(width, 16), 4000), min(max(height, 16), 4000), resolution.pixelsPerInch,
      platen: platen, ridge: ridge, blur: blur, noise: noise, texture, keystone: keystone)
  }

  /// Pixels cut off on each side of a row.
  func keystone(inRow row: Int) -> Int { keystone * max(0, height - 1 - row) / height }

  /// Image pixels per 1/500 inch.
  var scale: Double { resolution.pixelsPerInch / 500 }
}
