// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Iris

@Suite("Lids: arcs through what was seen to cover an iris")
struct LidArcsTests {
  /// A pupil of half the iris' radius in its middle, so that row and place are easily told.
  private let eye = EyeGeometry(
    pupil: Circle(x: 320, y: 240, radius: 60), pupilRadii: [Float](repeating: 60, count: 256),
    limbus: Circle(x: 320, y: 240, radius: 120), confidence: 60,
    pictureSize: .init(width: 640, height: 480))

  private let nothing = [UInt8](repeating: 64, count: 512)

  /// Columns under a straight lid so many limbus radii above the centre.
  private func covered(above height: Float) -> [UInt8] {
    (0..<512).map { column in
      let up = -Directions.sines[column / 2]
      guard up > height else { return 64 }
      return UInt8(max(0, min(64, 64 * (height / up - 0.5) / 0.5)))
    }
  }

  /// Without the fringe of lashes, which made-up columns have not got.
  private var arcs: LidArcs {
    var arcs = LidArcs()
    arcs.fringe = 0
    return arcs
  }

  /// Mean distance in rows.
  private func distance(_ a: [UInt8], _ b: [UInt8]) -> Double {
    zip(a, b).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(a.count)
  }

  @Test("An open eye has no lids, whatever few columns say")
  func open() {
    #expect(arcs.rows(nothing, eye) == nothing)
    var crypts = nothing
    for start in [60, 150, 300, 380, 430] {
      for column in start..<start + 6 { crypts[column] = 20 }
    }
    #expect(distance(arcs.rows(crypts, eye), nothing) < 0.3)
  }

  @Test("A lid is found at its height", arguments: [0.5, 0.6, 0.7, 0.8] as [Float])
  func height(_ height: Float) {
    let lid = covered(above: height)
    #expect(distance(arcs.rows(lid, eye), lid) < 0.6)
  }

  @Test("Gaps in a lid are closed and tips of lashes before it left out")
  func gapsAndLashes() {
    let lid = covered(above: 0.6)
    var seen = lid
    for start in stride(from: 340, to: 430, by: 18) {
      for column in start..<start + 4 { seen[column] = 64 }
      for column in start + 8..<start + 12 { seen[column] = 5 }
    }
    #expect(distance(seen, lid) > 2)
    #expect(distance(arcs.rows(seen, eye), lid) < 0.8)
  }

  @Test("Both lids are found on their own sides")
  func bothSides() {
    let above = covered(above: 0.7)
    let below = (0..<512).map { above[(512 - $0) % 512] }
    let seen = zip(above, below).map(min)
    #expect(distance(arcs.rows(seen, eye), seen) < 1)
  }

  @Test("Columns that are covered all over, or at random, give rows of the sheet")
  func hostile() {
    #expect(arcs.rows([UInt8](repeating: 0, count: 512), eye).allSatisfy { $0 <= 64 })
    var state: UInt64 = 1
    let random = (0..<512).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 58)
    }
    #expect(arcs.rows(random, eye).allSatisfy { $0 <= 64 })
  }
}
