// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@testable import Iris

/// Each measure against pictures and numbers whose answer is known.
@Suite struct IrisMeasuresTests {
  private func plane(
    _ width: Int, _ height: Int, _ grey: (Int, Int) -> UInt8
  ) -> Plane<UInt8> {
    let plane = Plane<UInt8>(margin: 0)
    plane.layOut(width: width, height: height)
    for y in 0..<height { for x in 0..<width { plane[x, y] = grey(x, y) } }
    return plane
  }

  @Test func `Contrast of iris and sclera is the share of their difference above the pupil`() {
    #expect(IrisScleraContrast.value(sclera: 180, iris: 100, pupil: 20) == Float(100.0 * 80 / 240))
    #expect(IrisScleraContrast.value(sclera: 100, iris: 100, pupil: 20) == 0)
    #expect(IrisScleraContrast.value(sclera: 180, iris: 20, pupil: 20) == 0)
    #expect(IrisScleraContrast.value(sclera: 10, iris: 30, pupil: 25) == 0)
  }

  @Test func `Contrast of iris and pupil is Weber's ratio, brought to a hundred`() {
    #expect(
      IrisPupilContrast.value(iris: 55, pupil: 25) == Float(100 * (30.0 / 45) / (0.75 + 30.0 / 45)))
    #expect(IrisPupilContrast.value(iris: 40, pupil: 40) == 0)
  }

  @Test func `A circle is round, and a wave of one pixel costs a quarter of the directions`() {
    let circle = [Float](repeating: 40, count: 256)
    #expect(PupilCircularity.value(radii: circle) > 99.999)
    let oval = (0..<256).map { 40 + Directions.cosines[$0 * 2 & 255] }
    // One harmonic of amplitude 1 has the coefficient N / 2, so the power over N is N / 4 = 64.
    #expect(abs(PupilCircularity.value(radii: oval) - 36) < 0.01)
    let fine = (0..<256).map { 40 + Directions.cosines[$0 * 20 & 255] }
    #expect(PupilCircularity.value(radii: fine) > 99.9)
  }

  @Test(arguments: [1, 2, 4, 16, 256])
  func `Equally frequent levels have the logarithm of their number as entropy`(levels: Int) {
    let picture = plane(256, 64) { x, _ in UInt8(x % levels) }
    let bits = Float(levels.trailingZeroBitCount)
    #expect(abs(GreyUtilisation.value(picture, Kernels.best.iris) - bits) < 1e-5)
  }

  @Test func `Concentricity falls with the distance of the centres in radii`() {
    let limbus = Circle(x: 100, y: 100, radius: 50)
    let pupil = Circle(x: 103, y: 104, radius: 20)
    #expect(Concentricity.value(pupil: limbus, limbus: limbus) == 100)
    #expect(abs(Concentricity.value(pupil: pupil, limbus: limbus) - 90) < 1e-4)
  }

  /// A picture of 401 x 301 pixels around an iris of 100 has margins of 100 beside and 50 above.
  @Test(
    arguments: [
      [200, 150, 100], [160, 150, 100], [155, 150, 91.6667], [245, 150, 91.6667], [200, 140, 100],
      [200, 110, 50], [200, 190, 50], [90, 150, 0], [310, 150, 0], [200, 90, 0], [200, 210, 0],
    ] as [[Float]])
  func `The scarcest of the four margins counts`(place: [Float]) {
    let value = MarginAdequacy.value(
      limbus: Circle(x: place[0], y: place[1], radius: 100), width: 401, height: 301)
    #expect(abs(value - place[2]) < 1e-3)
  }

  @Test func `Sharpness is a half at its half power, and nothing on even pictures`() {
    #expect(Sharpness.value(power: 180_000) == 50)
    let even = plane(120, 90) { _, _ in 130 }
    #expect(Sharpness.value(even, Kernels.plain.iris) == 0)
  }

  @Test func `Sharpness falls with blur`() {
    let base = plane(160, 120) { x, y in (x / 6 + y / 6) % 2 == 0 ? 90 : 110 }
    var last = Sharpness.value(base, Kernels.plain.iris)
    var picture = base
    for _ in 0..<5 {
      let source = picture
      picture = plane(160, 120) { x, y in
        var sum = 4 * Int(source[x, y])
        for column in [max(0, x - 1), min(159, x + 1)] { sum += Int(source[column, y]) }
        for row in [max(0, y - 1), min(119, y + 1)] { sum += Int(source[x, row]) }
        return UInt8(sum / 8)
      }
      let value = Sharpness.value(picture, Kernels.plain.iris)
      #expect(value < last)
      last = value
    }
  }

  @Test func `Medians are medians`() {
    var median = GreyMedian()
    #expect(median.value == nil)
    for grey in [10, 20, 30] as [UInt8] { median.add(grey) }
    #expect(median.value == 20)
    median.add(90, weight: 10)
    #expect(median.value == 90)
  }

  // MARK: the whole measurement, of a drawn eye

  /// A pupil of 40 pixels and grey 20 in an iris of 100 and grey 100 in a sclera of grey 180.
  private func drawnEye() -> (picture: Plane<UInt8>, eye: EyeGeometry) {
    let picture = plane(640, 480) { x, y in
      let square = (x - 320) * (x - 320) + (y - 240) * (y - 240)
      return square <= 40 * 40 ? 20 : square <= 100 * 100 ? 100 : 180
    }
    let eye = EyeGeometry(
      pupil: Circle(x: 320, y: 240, radius: 40), pupilRadii: [Float](repeating: 40, count: 256),
      limbus: Circle(x: 320, y: 240, radius: 100), confidence: 60,
      pictureSize: .init(width: 640, height: 480))
    return (picture, eye)
  }

  private func measure(_ picture: Plane<UInt8>, _ eye: EyeGeometry, lids: [UInt8]) -> IrisMeasures {
    let (sheet, covering) = (IrisSheet(), OcclusionMask.Scratch())
    sheet.unroll(picture, eye, Kernels.best.iris)
    OcclusionMask().run(sheet, covering)
    return IrisMeasurement(
      picture: picture, sheet: sheet, covering: covering, lids: lids, eye: eye
    ).run(Kernels.best.iris)
  }

  private let noLids = [UInt8](repeating: 64, count: 512)

  @Test func `A drawn eye has the measures it was drawn with`() {
    let (picture, eye) = drawnEye()
    let found = measure(picture, eye, lids: noLids)
    #expect(found.irisRadius == 100)
    #expect(found.pupilDilation == 40)
    #expect(found.concentricity == 100)
    #expect(found.marginAdequacy == 100)
    #expect(found.pupilCircularity > 99.999)
    #expect(found.irisPupilContrast == Float(100 * 2.0 / 2.75))
    #expect(found.irisScleraContrast == Float(100.0 * 80 / 240))
    #expect(found.usableArea == 100)
    // Three levels, of which the iris has pi (100^2 - 40^2) pixels and the pupil pi 40^2.
    let (iris, pupil, all): (Double, Double, Double) = (.pi * 8400, .pi * 1600, 640 * 480)
    var bits = 0.0
    for pixels in [iris, pupil, all - iris - pupil] {
      let share = pixels / all
      bits -= share * Elementary.log(share) / Elementary.log(2)
    }
    #expect(abs(Double(found.greyUtilisation) - bits) < 0.01)
  }

  @Test func `A lid over the outer half of a quarter of the iris costs its share of the ring`() {
    let (picture, eye) = drawnEye()
    let lids = (0..<512).map { UInt8($0 < 128 ? 32 : 64) }
    // From radius 70 to 100, a quarter of 5100 of 8400 parts.
    let expected = 100 * (1 - 0.25 * 5100 / 8400)
    #expect(abs(Double(measure(picture, eye, lids: lids).usableArea) - expected) < 0.05)
  }

  @Test func `A reflection on the iris costs its area`() {
    var (picture, eye) = drawnEye()
    picture = plane(640, 480) { x, y in
      (380..<396).contains(x) && (232..<248).contains(y) ? 255 : picture[x, y]
    }
    let expected = 100 * (1 - 256 / (Double.pi * 8400))
    #expect(abs(Double(measure(picture, eye, lids: noLids).usableArea) - expected) < 0.15)
  }

  @Test func `An iris that the picture cuts off loses what is outside`() {
    let (picture, _) = drawnEye()
    let cut = plane(320, 480) { x, y in picture[x, y] }
    let eye = EyeGeometry(
      pupil: Circle(x: 320, y: 240, radius: 40), pupilRadii: [Float](repeating: 40, count: 256),
      limbus: Circle(x: 320, y: 240, radius: 100), confidence: 60,
      pictureSize: .init(width: 320, height: 480))
    #expect(abs(measure(cut, eye, lids: noLids).usableArea - 50) < 1.5)
    #expect(measure(cut, eye, lids: noLids).marginAdequacy == 0)
  }
}
