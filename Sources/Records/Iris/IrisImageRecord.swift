// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes

/// Iris images as ISO/IEC 19794-6:2011 stores them (`IIR`, version 020): one representation a
/// picture.
public struct IrisImageRecord: Sendable, Hashable {
  /// One picture with what is known of it.
  public struct Representation: Sendable, Hashable {
    /// Which eye.
    public var label = EyeLabel.unknown
    /// How the picture is cut.
    public var kind: IrisImageKind
    /// When it was made.
    public var captured = CaptureMoment.unreported
    /// What made it.
    public var equipment = CaptureEquipment()
    /// Scores, at most 255.
    public var qualities: [QualityBlock] = []
    /// Size in pixels.
    public var width, height: Int
    /// Bits per pixel.
    public var depth: Int
    /// How the data are coded.
    public var format: Format
    /// The limbus in pixels of the picture; nil where nobody looked.
    public var limbus: EyeOutline.Circle?
    /// The picture's file, or its pixels.
    public var data: [UInt8]

    /// Takes what every picture has.
    public init(
      kind: IrisImageKind, width: Int, height: Int, depth: Int = 8, format: Format, data: [UInt8]
    ) {
      self.kind = kind
      self.width = width
      self.height = height
      self.depth = depth
      self.format = format
      self.data = data
    }
  }

  /// How pictures are coded; raw values are the standard's.
  public enum Format: UInt8, Sendable, Hashable, CaseIterable {
    /// Grey pixels in row order.
    case raw = 0x02
    /// Grey JPEG 2000.
    case jpeg2000 = 0x0a
    /// Grey PNG.
    case png = 0x0e
  }

  /// The pictures.
  public let representations: [Representation]

  /// Largest record that is read, in bytes.
  public static let maximumBytes = 64 << 20
  /// Most pictures in a record: both eyes, many times.
  public static let maximumRepresentations = 64

  /// Takes 1 to 64 pictures; nil where one cannot be written.
  public init?(_ representations: [Representation]) {
    guard (1...Self.maximumRepresentations).contains(representations.count),
      representations.allSatisfy(\.isWritable)
    else { return nil }
    self.representations = representations
  }

  /// Takes an accepted capture.
  public init?(_ capture: EyeCapture) {
    guard let format = Format(capture.image.compression) else { return nil }
    var picture = Representation(
      kind: capture.kind, width: capture.image.width, height: capture.image.height,
      depth: capture.image.depth, format: format, data: capture.image.bytes)
    picture.label = capture.label
    picture.limbus = capture.outline?.limbus
    picture.captured = CaptureMoment(capture.time)
    picture.qualities = capture.quality.map { [$0] } ?? []
    self.init([picture])
  }
}

extension IrisImageRecord.Representation {
  fileprivate var isWritable: Bool {
    let sides = 1...Int(UInt16.max)
    return sides.contains(width) && sides.contains(height) && (8...16).contains(depth)
      && qualities.count <= 255 && data.count <= IrisImageRecord.maximumBytes / 64
      && (format != .raw || data.count == width * height * ((depth + 7) / 8))
      && (kind != .vga || width == 640 && height == 480)
      && limbus.map {
        $0.radius < 1 << 15 && sides.contains($0.centre.x) && sides.contains($0.centre.y)
      }
        ?? true
  }
}

extension IrisImageRecord.Format {
  init?(_ compression: ImageCompression) {
    switch compression {
    case .none: self = .raw
    case .png: self = .png
    case .jpeg2000, .losslessJPEG2000: self = .jpeg2000
    default: return nil
    }
  }
}
