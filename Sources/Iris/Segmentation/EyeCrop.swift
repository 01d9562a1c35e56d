// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The surroundings of the iris at full resolution, without reflections and in tones, where contours
/// are traced.
final class EyeCrop {
  /// How far the crop reaches, in radii of the limbus.
  private static let reach: Float = 1.35
  /// The picture, its border repeated where the crop reaches beyond.
  let tones = Plane<UInt8>(margin: 0)
  /// Where the crop's first pixel lies in the picture.
  private(set) var x = 0
  private(set) var y = 0
  private let opened = Plane<UInt8>(margin: 1)
  private let opening = GrayOpening()

  /// Cuts the surroundings of `limbus` out; openings reach `2 * factor` pixels.
  func cut(
    _ picture: Plane<UInt8>, around limbus: Circle, factor: Int,
    _ kernels: any IrisKernels
  ) {
    let reach = Int(limbus.radius * Self.reach) + 2
    x = Int(limbus.x) - reach
    y = Int(limbus.y) - reach
    let side = 2 * reach + 1
    tones.layOut(width: side, height: side)
    opened.layOut(width: side, height: side)
    copy(picture, side)
    opening.run(tones, radius: 2 * factor, kernels)
    for row in 0..<side { opened.row(row).update(from: tones.row(row), count: side) }
    for row in 1..<side - 1 {
      kernels.smoothRow(
        above: opened.row(row - 1), opened.row(row), below: opened.row(row + 1), count: side,
        out: tones.row(row))
    }
    ToneCurve.apply(to: tones)
  }

  private func copy(_ picture: Plane<UInt8>, _ side: Int) {
    let left = min(max(-x, 0), side)
    let right = min(max(x + side - picture.width, 0), side - left)
    for row in 0..<side {
      let source = picture.row(min(max(y + row, 0), picture.height - 1))
      let line = tones.row(row)
      line.update(repeating: source[0], count: left)
      (line + side - right).update(repeating: source[picture.width - 1], count: right)
      (line + left).update(from: source + max(x, 0), count: side - left - right)
    }
  }
}
