// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// What can be said of a portrait without a trained model, about the head's place that the operator
/// keeps to.
public struct PortraitMeasures: Sendable, Hashable, Encodable {
  /// Pixels from ear to ear.
  public let headWidth: Int
  /// Mean grey of the face, 0...255.
  public let brightness: Double
  /// Share of the face that is black or white without detail, in per cent.
  public let clipped: Double
  /// Difference in brightness of the face's halves, in per cent of their mean.
  public let unevenness: Double
  /// Mean steepness of edges in the face, in grey levels a pixel, over its contrast: 0 is one blur.
  public let sharpness: Double
  /// Mean grey of the background beside the head.
  public let background: Double
  /// Standard deviation of the background's grey over cells of 8 x 8 pixels.
  public let backgroundUnrest: Double

  /// Measures a picture; one that was reduced before, so many times in width and height, is measured as
  /// it is, but the head in pixels of the whole one.
  public init(
    _ image: GrayImage, _ guide: PortraitGuide = PortraitGuide(), reducedBy times: Int = 1
  ) {
    let head = guide.box(width: image.width, height: image.height)
    let face = GreySample(image, head)
    let middle = (head.columns.lowerBound + head.columns.upperBound) / 2
    let left = GreySample(
      image, PixelBox(columns: head.columns.lowerBound..<middle, rows: head.rows))
    let right = GreySample(
      image, PixelBox(columns: middle..<head.columns.upperBound, rows: head.rows))
    let cells = Self.background(image, head)
    headWidth = head.columns.count * times
    brightness = face.mean
    clipped = 100 * face.share { $0 <= 4 || $0 >= 251 }
    unevenness = 100 * abs(left.mean - right.mean) / max(face.mean, 1)
    sharpness = face.gradient / max(face.deviation, 4)
    background = cells.mean
    backgroundUnrest = cells.deviation
  }

  /// Means of cells beside the head, above the shoulders, a tenth of the head away from it.
  private static func background(_ image: GrayImage, _ head: PixelBox) -> GreySample {
    let gap = head.columns.count / 10
    let rows = 0..<head.rows.lowerBound + head.rows.count / 2
    var means: [Double] = []
    for y in stride(from: rows.lowerBound, to: rows.upperBound - 8, by: 8) {
      for x in stride(from: 0, to: image.width - 8, by: 8)
      where x + 8 < head.columns.lowerBound - gap || x > head.columns.upperBound + gap {
        means.append(GreySample(image, PixelBox(columns: x..<x + 8, rows: y..<y + 8)).mean)
      }
    }
    return GreySample(means)
  }
}

/// Sums over greys.
private struct GreySample {
  private let values: [Double]
  let gradient: Double

  init(_ values: [Double]) {
    self.values = values
    gradient = 0
  }

  init(_ image: GrayImage, _ box: PixelBox) {
    let columns = box.columns.clamped(to: 0..<image.width)
    let rows = box.rows.clamped(to: 0..<image.height)
    var values: [Double] = []
    values.reserveCapacity(columns.count * rows.count)
    var steps = 0
    for y in rows {
      var last = Int(image.pixels[y * image.width + columns.lowerBound])
      for x in columns {
        let grey = Int(image.pixels[y * image.width + x])
        steps += abs(grey - last)
        last = grey
        values.append(Double(grey))
      }
    }
    self.values = values
    gradient = Double(steps) / Double(max(values.count, 1))
  }

  var mean: Double { values.reduce(0, +) / Double(max(values.count, 1)) }

  var deviation: Double {
    let mean = mean
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(max(values.count, 1))).squareRoot()
  }

  func share(_ isCounted: (Double) -> Bool) -> Double {
    Double(values.count(where: isCounted)) / Double(max(values.count, 1))
  }
}
