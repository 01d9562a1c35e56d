// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

extension MinutiaeTemplate {
  /// The same minutiae on the whole source image at 500 ppi, as interchange records want them:
  /// normalization cuts empty borders off, and the extractor knows only what is left.
  ///
  /// Takes the origin of the normalized image that the minutiae were found on. Gives nil where the
  /// source is larger than a template can address.
  public func beforeCropping(_ origin: NormalizedImage.Origin) -> MinutiaeTemplate? {
    let ratio = origin.pixelsPerPixel
    let x = Float(Double(origin.cropX) / ratio)
    let y = Float(Double(origin.cropY) / ratio)
    let whole = (
      width: (Double(origin.sourceWidth) / ratio).rounded(),
      height: (Double(origin.sourceHeight) / ratio).rounded()
    )
    return MinutiaeTemplate(
      width: max(Int(whole.width), width + Int(x.rounded(.up))),
      height: max(Int(whole.height), height + Int(y.rounded(.up))),
      resolution: resolution, position: position, impression: impression, quality: quality,
      minutiae: minutiae.map {
        Minutia(x: $0.x + x, y: $0.y + y, angle: $0.angle, kind: $0.kind, quality: $0.quality)
      })
  }
}
