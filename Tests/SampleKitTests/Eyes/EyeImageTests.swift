// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@testable import SampleKit

@Suite("Synthetic eyes")
struct EyeImageTests {
  @Test("The same seeds make the same picture")
  func reproducible() {
    let make = { EyeImage(of: MasterEye(seed: 7, label: .left), EyeConditions(seed: 8)) }
    let (first, second) = (make(), make())
    #expect(first.image == second.image)
    #expect(first.truth == second.truth)
  }

  @Test("Another seed makes another iris, not only other noise")
  func seeds() {
    let (a, b) = (IrisTexture(seed: 1), IrisTexture(seed: 2))
    let places = (0..<400).map { (Float($0) / 400, Float($0 % 9) / 9) }
    let product = places.reduce(Float(0)) { $0 + a($1.0, $1.1) * b($1.0, $1.1) }
    let power = places.reduce(Float(0)) { $0 + a($1.0, $1.1) * a($1.0, $1.1) }
    #expect(abs(product) < 0.5 * power)
  }

  @Test("Lids take usable area away")
  func lids() {
    var conditions = EyeConditions()
    var last = 101.0
    for lid in [1.0, 0.8, 0.6, 0.4] {
      conditions.upperLid = lid
      let area = EyeImage(of: MasterEye(seed: 3), conditions).truth.usableArea
      #expect(area < last)
      last = area
    }
  }

  @Test("Pupil, iris and sclera get lighter in that order")
  func greys() {
    let eye = EyeImage(of: MasterEye(seed: 4))
    let row = Int(eye.truth.pupil.y.rounded())
    func grey(_ radius: Double) -> Int {
      let x = Int(eye.truth.limbus.x - radius)
      return (0..<9).reduce(0) { $0 + Int(eye.image.pixels[(row + $1) * 640 + x]) } / 9
    }
    let (pupil, iris, sclera) = (grey(25), grey(80), grey(135))
    #expect(pupil < iris - 30)
    #expect(iris < sclera - 10)
  }

  @Test("The pupil lies on the nose's side, which is right in a picture of a right eye")
  func sides() {
    let right = EyeImage(of: MasterEye(seed: 5, label: .right)).truth
    let left = EyeImage(of: MasterEye(seed: 5, label: .left)).truth
    #expect(right.pupil.x > right.limbus.x)
    #expect(left.pupil.x < left.limbus.x)
  }
}
