// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Paints an eye pixel by pixel, and keeps what hides the iris.
struct EyeScene {
  private let pose: EyePose
  private let eye: MasterEye
  private let skin: ValueNoise
  private let pores: ValueNoise
  private let veins: ValueNoise
  private(set) var grey: PixelPlane
  /// How much of a pixel something in front of the eyeball covers, 0...1.
  private var cover: PixelPlane
  private var width: Int { grey.width }
  private var height: Int { grey.height }

  init(_ pose: EyePose, _ eye: MasterEye) {
    self.pose = pose
    self.eye = eye
    let (width, height) = (pose.conditions.width, pose.conditions.height)
    grey = PixelPlane(width: width, height: height)
    cover = PixelPlane(width: width, height: height)
    skin = ValueNoise(seed: eye.seed ^ 0x51, spacing: 0.7)
    pores = ValueNoise(seed: eye.seed ^ 0x52, spacing: 0.05)
    veins = ValueNoise(seed: eye.seed ^ 0x53, spacing: 0.16)
  }

  /// Skin, lids, sclera, iris and pupil.
  mutating func paint() {
    for y in 0..<height {
      for x in 0..<width {
        let (u, v) = pose.eye(Double(x), Double(y))
        let upper = pose.upperLid(u)
        let lower = pose.lowerLid(u)
        // Distances to the lids' edges in pixels, positive between them.
        let inside = min(v - upper, lower - v) * pose.radius
        let isBetween = abs(u) < eye.face.opening
        let lid = isBetween ? 1 - Self.smooth((inside + 1.2) / 2.4) : 1
        cover[x, y] = Float(lid)
        var value = 0.0
        if lid > 0 { value += lid * skinGrey(u, v, upper, lower) }
        if lid < 1 { value += (1 - lid) * ballGrey(x, y, u, v, upper, lower) }
        grey[x, y] = Float(value)
      }
    }
  }

  private func skinGrey(_ u: Double, _ v: Double, _ upper: Double, _ lower: Double) -> Double {
    let face = eye.face
    var value = face.skin + 7 * skin(u, v) + 5 * pores(u, v)
    // Folds and shadows end at the corners of the eye.
    let presence = 1 - Self.smooth((abs(u) / face.opening - 0.8) / 0.35)
    let above = upper - v
    if above > 0 {
      // The lid bulges between its edge and its fold; the fold is a soft dark line.
      let fold = (above - face.fold) / 0.06
      value -= 42 * presence * max(0, 1 - fold * fold)
      value += 14 * presence * max(0, 1 - abs(above - face.fold / 2) / (face.fold / 2))
      value -= 34 * presence * max(0, 1 - above / 0.06)
    } else {
      let below = v - lower
      // A moist bright rim, then a shadow.
      value += 26 * presence * max(0, 1 - abs(below - 0.03) / 0.03)
      value -= 20 * presence * max(0, 1 - abs(below - 0.22) / 0.16)
    }
    return value - 9 * (u * u + v * v) / 6
  }

  private func ballGrey(
    _ x: Int, _ y: Int, _ u: Double, _ v: Double, _ upper: Double, _ lower: Double
  ) -> Double {
    let face = eye.face
    let (dx, dy) = (Double(x) - pose.x, Double(y) - pose.y)
    let distance = (dx * dx + dy * dy).squareRoot()
    let limbus = Self.smooth((distance - pose.radius + 3.5) / 7)
    var value = 0.0
    if limbus > 0 {
      let far = max(0, distance / pose.radius - 1)
      var white = face.sclera - 26 * far + 7 * veins(u, v)
      // The tear duct's flesh at the nose's corner.
      let corner = (u - face.nose * (face.opening - 0.12), v - 0.1)
      white += 22 * max(0, 1 - (corner.0 * corner.0 + corner.1 * corner.1) / 0.03)
      value += limbus * white
    }
    if limbus < 1 { value += (1 - limbus) * irisGrey(Double(x), Double(y)) }
    // The upper lid and its lashes throw a shadow.
    let shade = 0.26 * max(0, 1 - (v - upper) / 0.12) + 0.12 * max(0, 1 - (lower - v) / 0.08)
    return value * (1 - shade)
  }

  private func irisGrey(_ x: Double, _ y: Double) -> Double {
    let face = eye.face
    let ring = pose.ring(x, y)
    let pupil = 1 - Self.smooth((ring.beyondPupil + 1) / 2)
    guard pupil < 1 else { return Self.pupilGrey }
    let pattern = Double(eye.texture(Float(ring.turn), Float(ring.depth)))
    let rim = max(0, (ring.depth - 0.82) / 0.18)
    let value = face.iris + face.irisContrast * pattern - 14 * rim * rim
    return pupil * Self.pupilGrey + (1 - pupil) * value
  }

  private static let pupilGrey = 24.0

  /// Lashes of both lids, dark curves that taper.
  mutating func drawLashes() {
    var random = SeededGenerator(
      seed: eye.seed ^ pose.conditions.seed &* 0x2545_F491_4F6C_DD1D, stream: .lashes)
    for lash in Lash.upper(pose, &random) + Lash.lower(pose, &random) { draw(lash) }
  }

  private mutating func draw(_ lash: Lash) {
    let steps = max(2, Int(lash.length(pose) * 1.5))
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let (u, v) = lash.place(share)
      let (x, y) = pose.picture(u, v)
      let half = lash.width * (1 - 0.75 * share) / 2
      let columns = Int((x - half - 1).rounded(.down))...Int((x + half + 2).rounded(.down))
      let rows = Int((y - half - 1).rounded(.down))...Int((y + half + 2).rounded(.down))
      for py in rows where (0..<height).contains(py) {
        for px in columns where (0..<width).contains(px) {
          let (dx, dy) = (Double(px) - x, Double(py) - y)
          let share = Float(min(max(half + 0.5 - (dx * dx + dy * dy).squareRoot(), 0), 1))
          guard share > 0 else { continue }
          grey[px, py] = min(grey[px, py], grey[px, py] * (1 - share) + Float(lash.grey) * share)
          cover[px, py] = max(cover[px, py], share)
        }
      }
    }
  }

  /// Share of the iris that is seen between lids and lashes, without the reflections' discs.
  func visibleShare() -> Double {
    let spots = LampSpot.all(pose)
    var (seen, all) = (0, 0)
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Double(x) - pose.x, Double(y) - pose.y)
        guard dx * dx + dy * dy < pose.radius * pose.radius,
          pose.ring(Double(x), Double(y)).beyondPupil > 0
        else { continue }
        all += 1
        let isLit = spots.contains { $0.covers(Double(x), Double(y)) }
        if cover[x, y] < 0.5, !isLit { seen += 1 }
      }
    }
    return all > 0 ? Double(seen) / Double(all) : 0
  }

  /// Adds the reflections of the lamps, and sets the brightness of the whole.
  mutating func light() {
    for index in grey.values.indices { grey.values[index] *= Float(pose.conditions.light) }
    for spot in LampSpot.all(pose) {
      grey.change(within: 3 * spot.radius, of: spot.x, spot.y) { value, distance in
        let core = Float(min(max(spot.radius + 0.5 - distance, 0), 1))
        let bloom = Float(max(0, 1 - distance / (2.2 * spot.radius)))
        return max(value, value + 200 * core + 50 * bloom * bloom)
      }
    }
  }

  /// 0 below 0, 1 above 1, smooth between.
  private static func smooth(_ t: Double) -> Double {
    let held = min(max(t, 0), 1)
    return held * held * (3 - 2 * held)
  }
}
