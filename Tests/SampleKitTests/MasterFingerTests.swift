// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import SampleKit

@Suite("Master fingers")
struct MasterFingerTests {
  /// Grown once for all: a finger takes seconds in debug.
  private static let finger = MasterFinger(seed: 11, pattern: .whorl)

  @Test("A class has its cores and deltas, and no others", arguments: PatternClass.allCases)
  func singularities(pattern: PatternClass) {
    for seed in UInt64(1)...4 {
      let flow = RidgeFlow(pattern, seed: seed)
      let found = halfTurns(of: flow)
      #expect(found.cores == pattern.singularities.cores)
      #expect(found.deltas == pattern.singularities.deltas)
    }
  }

  @Test("A loop opens to its side", arguments: [(PatternClass.leftLoop, -1.0), (.rightLoop, 1.0)])
  func opening(pattern: PatternClass, side: Double) throws {
    for seed in UInt64(1)...4 {
      let flow = RidgeFlow(pattern, seed: seed)
      let core = try #require(flow.cores.first)
      let radial = ring(core, radius: 12).min { a, b in
        offRadial(a, core, flow) < offRadial(b, core, flow)
      }
      let open = try #require(radial)
      #expect((open.x - core.x) * side > 0)
      #expect(open.y > core.y)
    }
  }

  @Test("The grown ridges turn around cores and deltas as the class says")
  func grownSingularities() {
    let finger = Self.finger
    for core in finger.cores { #expect(halfTurns(of: finger, around: core) == 1) }
    for delta in finger.deltas { #expect(halfTurns(of: finger, around: delta) == -1) }
  }

  @Test("Minutiae are as dense as on real fingers and of both types")
  func density() {
    let finger = Self.finger
    let squareMillimetres = 536 * 672 * 0.0508 * 0.0508
    let density = Double(finger.minutiae.count) / squareMillimetres
    #expect((0.1...0.25).contains(density))
    let endings = finger.minutiae.count { $0.kind == .ridgeEnding }
    let share = Double(endings) / Double(finger.minutiae.count)
    #expect((0.3...0.7).contains(share))
  }

  @Test("Few minutiae lie so close to an opposite one that they are doubtful")
  func separation() {
    let finger = Self.finger
    let doubtful = finger.minutiae.count { $0.isDoubtful }
    #expect(doubtful * 10 < finger.minutiae.count)
  }

  @Test("An ending has a ridge ahead and a valley behind, a bifurcation the other way round")
  func kinds() {
    let finger = Self.finger
    for minutia in finger.minutiae where !minutia.isDoubtful {
      let (dx, dy) = unit(minutia.direction)
      let ahead = finger.raster.ridge(minutia.place.x + 4 * dx, minutia.place.y + 4 * dy)
      let behind = finger.raster.ridge(minutia.place.x - 4 * dx, minutia.place.y - 4 * dy)
      #expect((ahead > behind) == (minutia.kind == .ridgeEnding))
    }
  }

  @Test("Across the side that a minutia points to there is one ridge more than across the other")
  func surplus() {
    let finger = Self.finger
    var agreeing = 0
    let plain = finger.minutiae.filter {
      !$0.isDoubtful && abs($0.place.x) < 200 && abs($0.place.y) < 260
    }
    for minutia in plain where wavesAhead(of: minutia, finger) > wavesBehind(minutia, finger) {
      agreeing += 1
    }
    // Counting by crossings errs where another minutia lies in between.
    #expect(Double(agreeing) > 0.9 * Double(plain.count))
  }

  @Test("The same seed gives the same finger, another seed another")
  func reproducible() {
    let first = MasterFinger(seed: 5, pattern: .leftLoop, area: .middle)
    #expect(first.minutiae == MasterFinger(seed: 5, pattern: .leftLoop, area: .middle).minutiae)
    #expect(first.minutiae != MasterFinger(seed: 6, pattern: .leftLoop, area: .middle).minutiae)
  }

  @Test("Loops open to the little finger's side more often than not")
  func naturalClasses() {
    var draw = SeededGenerator(seed: 1)
    let right = (0..<300).map { _ in PatternClass.natural(for: .rightLittle, using: &draw) }
    let left = (0..<300).map { _ in PatternClass.natural(for: .leftLittle, using: &draw) }
    #expect(right.count { $0 == .rightLoop } > 200)
    #expect(left.count { $0 == .leftLoop } > 200)
  }
}

private func unit(_ angle: Double) -> (x: Double, y: Double) {
  let point = SkinMap(middle: SkinPoint(x: 0, y: 0), rotation: angle * 180 / .pi, distortion: .none)
    .image(of: SkinPoint(x: 1, y: 0))
  return (point.x, point.y)
}

/// Ridge crests crossed on a line across the ridges, 6 ahead of the minutia and 30 to either side.
private func wavesAhead(of minutia: SkinMinutia, _ finger: MasterFinger) -> Int {
  crests(minutia, finger, offset: 7)
}

private func wavesBehind(_ minutia: SkinMinutia, _ finger: MasterFinger) -> Int {
  crests(minutia, finger, offset: -7)
}

/// Zero crossings of the ridge height between two places that both lines start and end at alike.
private func crests(_ minutia: SkinMinutia, _ finger: MasterFinger, offset: Double) -> Int {
  let (dx, dy) = unit(minutia.direction)
  var crossings = 0
  var last = false
  for step in -24...24 {
    let s = Double(step) / 2
    // A lens: both paths meet at its ends, 12 across from the minutia.
    let bulge = offset * (1 - s * s / 144)
    let x = minutia.place.x + bulge * dx - s * dy
    let y = minutia.place.y + bulge * dy + s * dx
    let high = finger.raster.ridge(x, y) > 0
    if step > -24, high != last { crossings += 1 }
    last = high
  }
  return crossings
}

/// Turns of the direction around a place in halves, counter-clockwise.
private func halfTurns(_ angles: [Double]) -> Int {
  var total = 0.0
  for (a, b) in zip(angles, angles.dropFirst() + angles.prefix(1)) {
    var step = b - a
    step -= .pi * (step / .pi).rounded()
    total += step
  }
  return Int((total / .pi).rounded())
}

/// How far the ridge at `p` is from running straight away from `centre`: 0...1.
private func offRadial(_ p: SkinPoint, _ centre: SkinPoint, _ flow: RidgeFlow) -> Double {
  let ridge = unit(flow.direction(at: p))
  let cross = (p.x - centre.x) * ridge.y - (p.y - centre.y) * ridge.x
  return abs(cross) / p.distance(to: centre)
}

private func ring(_ centre: SkinPoint, radius: Double) -> [SkinPoint] {
  (0..<48).map { index in
    let (x, y) = unit(Double(index) * 2 * .pi / 48)
    return SkinPoint(x: centre.x + radius * x, y: centre.y + radius * y)
  }
}

private func halfTurns(of finger: MasterFinger, around place: SkinPoint) -> Int {
  halfTurns(ring(place, radius: 22).map { finger.raster.direction(at: $0) })
}

private func halfTurns(of flow: RidgeFlow) -> (cores: Int, deltas: Int) {
  var counts = (cores: 0, deltas: 0)
  for y in stride(from: -320.0, to: 320, by: 8) {
    for x in stride(from: -256.0, to: 256, by: 8) {
      // Counter-clockwise as seen, for y grows downwards.
      let corners = [(0.0, 0.0), (0, 8), (8, 8), (8, 0)]
      let angles = corners.map { flow.direction(at: SkinPoint(x: x + $0.0, y: y + $0.1)) }
      let turns = halfTurns(angles)
      if turns > 0 { counts.cores += 1 }
      if turns < 0 { counts.deltas += 1 }
    }
  }
  return counts
}
