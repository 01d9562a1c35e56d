// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Takes all measures of the picture in a workspace, after its iris was found, unrolled and masked.
struct IrisMeasurement {
  let picture: Plane<UInt8>
  let sheet: IrisSheet
  let covering: OcclusionMask.Scratch
  let lids: [UInt8]
  let eye: EyeGeometry

  func run(_ kernels: any IrisKernels) -> IrisMeasures {
    let pupil = pupilMedian()
    let inner = irisMedian(
      from: IrisPupilContrast.irisStart * eye.pupil.radius, to: middle)
    let outer = irisMedian(from: middle, to: IrisScleraContrast.irisEnd * eye.limbus.radius)
    return IrisMeasures(
      usableArea: UsableArea().value(sheet, lids, covering, eye),
      irisScleraContrast: contrast(scleraMedian(), outer, pupil),
      irisPupilContrast: contrast(inner, pupil),
      pupilCircularity: PupilCircularity.value(radii: eye.pupilRadii),
      greyUtilisation: GreyUtilisation.value(picture, kernels), irisRadius: eye.limbus.radius,
      pupilDilation: 100 * eye.dilation,
      concentricity: Concentricity.value(pupil: eye.pupil, limbus: eye.limbus),
      marginAdequacy: MarginAdequacy.value(
        limbus: eye.limbus, width: picture.width, height: picture.height),
      sharpness: Sharpness.value(picture, kernels))
  }

  private var middle: Float { (eye.pupil.radius + eye.limbus.radius) / 2 }

  private func contrast(_ sclera: Float?, _ iris: Float?, _ pupil: Float?) -> Float {
    guard let sclera, let iris, let pupil else { return 0 }
    return IrisScleraContrast.value(sclera: sclera, iris: iris, pupil: pupil)
  }

  private func contrast(_ iris: Float?, _ pupil: Float?) -> Float {
    guard let iris, let pupil else { return 0 }
    return IrisPupilContrast.value(iris: iris, pupil: pupil)
  }

  private func radius(ofRow row: Int) -> Float {
    let share = (Float(row) + 0.5) / Float(IrisSheet.rows)
    return eye.pupil.radius + (eye.limbus.radius - eye.pupil.radius) * share
  }

  /// Median of what is seen of the iris between two radii.
  private func irisMedian(from: Float, to: Float) -> Float? {
    var median = GreyMedian()
    for row in 0..<IrisSheet.rows where (from...max(from, to)).contains(radius(ofRow: row)) {
      let (grey, mask) = (sheet.grey.row(row), sheet.mask.row(row))
      for column in stride(from: 0, to: IrisSheet.columns, by: 2) where mask[column] != 0 {
        median.add(grey[column])
      }
    }
    return median.value
  }

  /// Every second direction.
  private static let directions = Array(stride(from: 0, to: Directions.count, by: 2))

  /// Median inside the pupil.
  private func pupilMedian() -> Float? {
    ringMedian(eye.pupil, 0...IrisPupilContrast.inside, Self.directions)
  }

  /// Median beside the iris, in directions in which its outer part is seen: what hides the limbus
  /// hides the sclera.
  private func scleraMedian() -> Float? {
    let rows = IrisSheet.rows * 3 / 4..<IrisSheet.rows
    let seen = Self.directions.filter { direction in
      rows.allSatisfy { sheet.mask[2 * direction, $0] != 0 }
    }
    return ringMedian(eye.limbus, IrisScleraContrast.sclera, seen)
  }

  /// Median over a ring of a circle, in its radii, in some directions.
  private func ringMedian(
    _ circle: Circle, _ ring: ClosedRange<Float>, _ directions: [Int]
  ) -> Float? {
    var median = GreyMedian()
    let step = max(1, circle.radius / 64)
    let first = ring.lowerBound * circle.radius
    let count = Int((ring.upperBound * circle.radius - first) / step) + 1
    let (width, height) = (picture.width, picture.height)
    for direction in directions {
      let unit = Directions.unit(direction)
      for number in 0..<count {
        let radius = first + Float(number) * step
        let x = Int(circle.x + radius * unit.x + 0.5)
        let y = Int(circle.y + radius * unit.y + 0.5)
        guard x >= 0, x < width, y >= 0, y < height else { continue }
        median.add(picture[x, y], weight: Int32(radius) + 1)
      }
    }
    return median.value
  }
}
