// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Testing

@Suite struct ComparatorTests {
  private let comparator = Comparator()
  private let workspace = ComparisonWorkspace()

  private func index(_ finger: SyntheticFinger) throws -> TemplateIndex {
    TemplateIndex(try #require(finger.template))
  }

  private func compare(_ a: SyntheticFinger, _ b: SyntheticFinger) throws -> Comparison {
    comparator.compare(try index(a), try index(b), workspace: workspace)
  }

  @Test func `A finger compares higher with itself than with any other impression`() throws {
    let finger = SyntheticFinger(seed: 1)
    let same = try compare(finger, finger)
    let mate = try compare(finger, finger.impression(seed: 2))
    let other = try compare(finger, SyntheticFinger(seed: 3))
    #expect(same.score > mate.score)
    #expect(mate.score > Comparison.thresholdAtFMR10000)
    #expect(other.score < Comparison.thresholdAtFMR100)
    #expect(same.pairCount == 40)
  }

  @Test(arguments: Array(stride(from: Float(-180), through: 165, by: 15)))
  func `A turned and shifted impression is found and its placement told`(degrees: Float) throws {
    let finger = SyntheticFinger(seed: 4)
    let moved = finger.impression(seed: 5).moved(degrees: degrees, right: 30, down: -20)
    let comparison = try compare(finger, moved)
    #expect(comparison.score > Comparison.thresholdAtFMR10000)
    let placement = try #require(comparison.alignment)
    let error = placement.rotation - degrees
    #expect(abs(error - 360 * (error / 360).rounded()) < 2)
  }

  @Test func `Probe and reference can be exchanged`() throws {
    for seed in UInt64(10)..<20 {
      let a = SyntheticFinger(seed: seed, count: 30)
      let b = a.impression(seed: seed * 7, scatter: 5, missing: 0.5).moved(degrees: 20)
      let (one, other) = (try compare(a, b), try compare(b, a))
      #expect(one.score == other.score)
      #expect(one.pairCount == other.pairCount)
    }
  }

  @Test func `The order of minutiae does not matter`() throws {
    let a = SyntheticFinger(seed: 21)
    var b = a.impression(seed: 22)
    let before = try compare(a, b)
    b.minutiae.reverse()
    #expect(try compare(a, b) == before)
  }

  @Test func `A comparison does not depend on the ones before it`() throws {
    let (a, b) = (SyntheticFinger(seed: 31), SyntheticFinger(seed: 31).impression(seed: 32))
    let fresh = try compare(a, b)
    _ = try compare(SyntheticFinger(seed: 33, count: 200), SyntheticFinger(seed: 34, count: 255))
    #expect(try compare(a, b) == fresh)
  }

  @Test(arguments: [0, 1, 2])
  func `Too few minutiae decide nothing`(count: Int) throws {
    let small = SyntheticFinger(seed: 41, count: count)
    let comparison = try compare(small, SyntheticFinger(seed: 42))
    #expect(!comparison.isDecided)
    #expect(comparison.score == 0)
  }

  @Test func `Few minutiae alone have a score but decide nothing`() throws {
    let small = SyntheticFinger(seed: 43, count: 9)
    let comparison = try compare(small, small)
    #expect(!comparison.isDecided)
    #expect(comparison.pairCount == 9)
    #expect(
      try compare(SyntheticFinger(seed: 43, count: 10), small.impression(seed: 1)).isDecided
        == false)
    #expect(try compare(SyntheticFinger(seed: 44, count: 12), SyntheticFinger(seed: 45)).isDecided)
  }

  @Test func `A template at another resolution compares like one at 500 ppi`() throws {
    let finger = SyntheticFinger(seed: 51)
    let half = finger.impression(seed: 52).minutiae.map {
      Minutia(x: $0.x / 2, y: $0.y / 2, angle: $0.angle, kind: $0.kind, quality: $0.quality)
    }
    let resolution = try #require(Resolution(pixelsPerInch: 250))
    let coarse = try #require(
      MinutiaeTemplate(width: 300, height: 300, resolution: resolution, minutiae: half))
    let comparison = comparator.compare(
      try index(finger), TemplateIndex(FingerprintTemplate(minutiae: coarse)),
      workspace: workspace)
    #expect(comparison.score > Comparison.thresholdAtFMR10000)
  }

  @Test func `A part of a finger matches the whole`() throws {
    let finger = SyntheticFinger(seed: 61, count: 60)
    var part = finger.impression(seed: 62, missing: 0.1).moved(degrees: -30)
    part.minutiae.removeAll { $0.x > 320 }
    #expect(try compare(finger, part).score > Comparison.thresholdAtFMR1000)
  }
}
