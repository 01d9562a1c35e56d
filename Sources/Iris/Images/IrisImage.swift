// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

/// An eye's picture cut as ISO/IEC 19794-6:2011 has it, and where the cut begins in the camera's
/// picture.
public struct IrisImage: Sendable, Hashable {
  /// The pixels.
  public let image: GrayImage
  /// How it was cut.
  public let kind: IrisImageKind
  /// The eye's parts in pixels of `image`.
  public let outline: EyeOutline

  /// Margins beside, and above and below the iris, in its radii.
  static let beside: Float = 0.6
  static let above: Float = 0.2
  private static let vga = (width: 640, height: 480)

  /// Cuts a picture. Throws `iris-margin` where the picture does not reach far enough around the iris,
  /// or is too small for the kind.
  public init(
    _ picture: GrayImage, _ features: IrisFeatures, as kind: IrisImageKind
  ) throws(IrisImageError) {
    let window: Window
    switch kind {
    case .uncropped: window = Window(x: 0, y: 0, width: picture.width, height: picture.height)
    case .vga: window = try Self.vga(picture, features.geometry.limbus)
    case .cropped, .croppedAndMasked: window = Self.tight(features.geometry.limbus)
    }
    let cut = try window.cut(picture)
    self.kind = kind
    var outline = features.outline
    outline.highlights = IrisHighlights.boxes(picture, features.geometry)
    self.outline = outline.moved(by: -window.x, -window.y)
    image =
      kind == .croppedAndMasked
      ? IrisMasking(features, x: window.x, y: window.y).mask(cut) : cut
  }

  /// 640x480 pixels with the iris as near the middle as the picture allows.
  private static func vga(_ picture: GrayImage, _ limbus: Circle) throws(IrisImageError) -> Window {
    let (width, height) = vga
    guard picture.width >= width, picture.height >= height else {
      throw .margin("it has \(picture.width)x\(picture.height) pixels, less than 640x480")
    }
    let x = min(max(Int(limbus.x) - width / 2, 0), picture.width - width)
    let y = min(max(Int(limbus.y) - height / 2, 0), picture.height - height)
    let window = Window(x: x, y: y, width: width, height: height)
    let inside = limbus.moved(by: -x, -y)
    guard MarginAdequacy.value(limbus: inside, width: width, height: height) >= 100 else {
      throw .margin("it leaves less than 0.6 radii beside the iris or 0.2 above and below it")
    }
    return window
  }

  private static func tight(_ limbus: Circle) -> Window {
    let across = Int((limbus.radius * (1 + beside)).rounded(.up))
    let down = Int((limbus.radius * (1 + above)).rounded(.up))
    return Window(
      x: Int(limbus.x.rounded()) - across, y: Int(limbus.y.rounded()) - down,
      width: 2 * across + 1, height: 2 * down + 1)
  }

  private struct Window {
    let x, y, width, height: Int

    func cut(_ picture: GrayImage) throws(IrisImageError) -> GrayImage {
      guard x >= 0, y >= 0, x + width <= picture.width, y + height <= picture.height else {
        throw .margin("it ends before 0.6 radii beside the iris or 0.2 above and below it")
      }
      var pixels: [UInt8] = []
      pixels.reserveCapacity(width * height)
      for row in y..<y + height {
        pixels += picture.pixels[row * picture.width + x..<row * picture.width + x + width]
      }
      guard
        let image = GrayImage(
          width: width, height: height, pixels: pixels, resolution: picture.resolution)
      else { throw .margin("the cut has no pixels") }
      return image
    }
  }
}

/// Why a picture cannot be cut as asked.
public struct IrisImageError: ExplainedError, Hashable {
  /// `iris-margin`.
  public let code: String
  /// What was found and what to do.
  public let message: String

  static func margin(_ found: String) -> IrisImageError {
    IrisImageError(
      code: "iris-margin",
      message: "The picture cannot be cut around the iris: \(found). Capture again with the eye in "
        + "the middle and farther away, or keep the picture uncropped.")
  }
}

extension EyeOutline {
  /// The same with the origin moved.
  func moved(by x: Int, _ y: Int) -> EyeOutline {
    func move(_ point: Point) -> Point { Point(x: point.x + x, y: point.y + y) }
    return EyeOutline(
      pupil: Circle(centre: move(pupil.centre), radius: pupil.radius),
      limbus: Circle(centre: move(limbus.centre), radius: limbus.radius),
      upperLid: upperLid.map(move), lowerLid: lowerLid.map(move),
      highlights: highlights.map { $0.map(move) })
  }
}
