// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// What lies in a sample folder and what each file was made from (`manifest.json`).
public struct SampleManifest: Sendable, Hashable, Codable {
  /// Name of this layout.
  public var format = Self.currentFormat
  /// Which generator made the images; another version makes other pixels.
  public var generator = Self.currentGenerator
  /// Licence of the images: nobody's fingers, the project's own work.
  public var licence = "Apache-2.0"
  /// Finger images, in the order of their paths.
  public var images: [Image]
  /// Eye images, the right eye first.
  public var eyes: [Eye]
  /// Other files.
  public var documents: [Document]

  /// The layout that this code writes and reads.
  public static let currentFormat = "sinhtrac-samples-1"
  /// Raise the number with every change that moves a pixel, and make the samples anew.
  public static let currentGenerator = "SampleKit 2"

  /// One image file.
  public struct Image: Sendable, Hashable, Codable {
    /// Path from the sample folder.
    public var path: String
    /// SHA-256 of the pixels, row by row: file bytes differ between versions of zlib.
    public var pixelsSHA256: String
    /// Pixels per row.
    public var width: Int
    /// Rows.
    public var height: Int
    /// Density.
    public var pixelsPerInch: Double
    /// Name of the finger position.
    public var finger: String
    /// Pattern class.
    public var pattern: PatternClass
    /// What finger and impression were drawn from.
    public var seed: UInt64
    /// Name of the scanner model.
    public var scanner: String
    /// 0 best ... 4 worst.
    public var grade: QualityGrade
    /// Minutiae in the ground truth.
    public var minutiae: Int

    init(
      path: String, digest: String, sample: SampleFinger, _ finger: MasterFinger,
      _ impression: FingerImpression
    ) {
      self.path = path
      pixelsSHA256 = digest
      width = impression.image.width
      height = impression.image.height
      pixelsPerInch = impression.scanner.resolution.pixelsPerInch
      self.finger = sample.position.name
      pattern = finger.pattern
      seed = sample.seed
      scanner = sample.scanner.name
      grade = sample.grade
      minutiae = impression.truth.minutiae.count
    }
  }

  /// One image file of an eye.
  public struct Eye: Sendable, Hashable, Codable {
    /// Path from the sample folder.
    public var path: String
    /// SHA-256 of the pixels, row by row.
    public var pixelsSHA256: String
    /// Pixels per row.
    public var width: Int
    /// Rows.
    public var height: Int
    /// Name of the eye.
    public var eye: String
    /// What eye and picture were drawn from.
    public var seed: UInt64
    /// Pixels from the centre of the iris to its edge.
    public var irisRadius: Double
    /// Share of the iris that is seen, in per cent with one decimal.
    public var usableArea: Double

    init(path: String, digest: String, sample: SampleEye, _ picture: EyeImage) {
      self.path = path
      pixelsSHA256 = digest
      width = picture.image.width
      height = picture.image.height
      eye = sample.label.name
      seed = sample.seed
      irisRadius = picture.truth.limbus.radius
      usableArea = (picture.truth.usableArea * 10).rounded() / 10
    }
  }

  /// One other file.
  public struct Document: Sendable, Hashable, Codable {
    /// Path from the sample folder.
    public var path: String
    /// SHA-256 of the file.
    public var sha256: String
  }
}
