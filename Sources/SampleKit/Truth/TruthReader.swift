// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Carries a finger's minutiae into an image and tells which of them can be seen there.
struct TruthReader {
  let finger: MasterFinger
  let scanner: ScannerModel
  let relief: SkinRelief
  let image: GrayImage

  /// Least distance inside the contact's rim and the image, 1/500 inch: one ridge and a little, so
  /// that the ridges on both sides show.
  static let margin = 12.0
  /// A true minutia this far outside the rim cannot be found at all.
  static let beyond = -6.0

  func truth() -> GroundTruth {
    let visibility = Visibility(relief: relief, image: image)
    var (clear, doubtful): ([Minutia], [Minutia]) = ([], [])
    for minutia in finger.minutiae {
      guard let place = imagePlace(of: minutia.place) else { continue }
      let share = visibility.share(at: place)
      let seen = carried(minutia, to: place, share)
      let isClear =
        !minutia.isDoubtful && margin(at: place) >= Self.margin && share >= Visibility.clear
      if isClear { clear.append(seen) } else { doubtful.append(seen) }
    }
    doubtful += (finger.cores + finger.deltas).compactMap(turningPoint)
    return GroundTruth(minutiae: clear, doubtful: doubtful)
  }

  /// Nil for what lies outside the image or clearly outside the contact.
  private func imagePlace(of place: SkinPoint) -> SkinPoint? {
    let p = relief.map.image(of: place)
    return frame(at: p) >= 0 && depth(at: p) > Self.beyond ? p : nil
  }

  private func margin(at p: SkinPoint) -> Double { min(frame(at: p), depth(at: p)) }

  /// Distance inside the contact's rim.
  private func depth(at p: SkinPoint) -> Double {
    relief.contact.depth(at: relief.map.finger(at: p))
  }

  /// Distance inside the part of the image that the platen fills.
  private func frame(at p: SkinPoint) -> Double {
    let right = Double(image.width - 1) / relief.scale
    let bottom = Double(image.height - 1) / relief.scale
    let cut = Double(scanner.keystone(inRow: Int(max(0, p.y) * relief.scale))) / relief.scale
    return min(min(p.x, right - p.x) - cut, min(p.y, bottom - p.y))
  }

  private func carried(_ minutia: SkinMinutia, to p: SkinPoint, _ share: Double) -> Minutia {
    let angle = relief.map.direction(minutia.direction, at: minutia.place) * 180 / .pi
    return Minutia(
      x: Float(p.x), y: Float(p.y), angle: Float(angle), kind: minutia.kind,
      quality: UInt8(max(1, min(100, share * 100))))
  }

  private func turningPoint(_ place: SkinPoint) -> Minutia? {
    imagePlace(of: place).map {
      Minutia(x: Float($0.x), y: Float($0.y), angle: 0, kind: .other, quality: 0)
    }
  }
}
