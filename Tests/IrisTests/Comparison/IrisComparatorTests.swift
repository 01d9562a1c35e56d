// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@testable import Iris

@Suite struct IrisComparatorTests {
  /// A code of neighbouring columns that are alike, as those of eyes are.
  private func code(_ seed: UInt32, mask: UInt32 = ~0) throws -> IrisCode {
    var state = seed &* 2_654_435_761 | 1
    var words: [UInt32] = []
    for column in 0..<256 {
      if column % 6 == 0 {
        state ^= state << 13
        state ^= state >> 17
        state ^= state << 5
      }
      words.append(state)
    }
    return try #require(IrisCode(signs: words, mask: [UInt32](repeating: mask, count: 256)))
  }

  private func turned(_ code: IrisCode, by columns: Int) throws -> IrisCode {
    func turn(_ words: [UInt32]) -> [UInt32] {
      words.indices.map { words[($0 + columns + 256) % 256] }
    }
    return try #require(IrisCode(signs: turn(code.signs), mask: turn(code.mask)))
  }

  @Test(arguments: [-16, -7, -1, 0, 1, 5, 16])
  func `A turned eye is the same eye`(turn: Int) throws {
    let eye = try code(1)
    let found = IrisComparator().compare(eye, try turned(eye, by: turn))
    #expect(found.turn == turn)
    #expect(found.distance < 0)
    #expect(found.commonBits == 8192)
  }

  @Test func `An eye turned beyond the range is another eye`() throws {
    let eye = try code(1)
    #expect(IrisComparator().compare(eye, try turned(eye, by: 60)).distance > 0.36)
  }

  @Test func `Different eyes are far apart`() throws {
    let comparator = IrisComparator()
    for seed in UInt32(2)..<40 {
      #expect(comparator.compare(try code(1), try code(seed)).distance > 0.36)
    }
  }

  @Test func `An empty mask matches nobody`() throws {
    let found = IrisComparator().compare(try code(1, mask: 0), try code(1))
    #expect(found.distance == 1)
    #expect(!found.isDecided)
  }

  @Test func `Trying every third turn first misses no turn of the same eye`() throws {
    let (eye, comparator) = (try code(1), IrisComparator())
    for turn in -33...33 {
      #expect(comparator.compare(eye, try turned(eye, by: turn)).turn == turn)
    }
  }

  @Test func `A turn that heads seldom have costs a little`() throws {
    let (eye, comparator) = (try code(1), IrisComparator())
    let usual = comparator.compare(eye, try turned(eye, by: 16)).distance
    let rare = comparator.compare(eye, try turned(eye, by: 17)).distance
    #expect(abs(rare - usual - IrisComparator.rareTurnCost) < 1e-6)
  }

  @Test func `Every instruction-set level gives the same`() throws {
    let (a, b) = (try code(3, mask: 0x7fff_3fff), try turned(code(3), by: 3))
    let expected = IrisComparator(kernels: .plain).compare(a, b)
    for kernels in Kernels.available {
      #expect(IrisComparator(kernels: kernels).compare(a, b) == expected)
    }
  }
}
