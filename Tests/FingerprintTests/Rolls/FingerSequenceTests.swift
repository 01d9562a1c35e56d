// SPDX-License-Identifier: Apache-2.0

import Biometrics
import SampleKit
import Testing

@testable import Fingerprint

@Suite("Order of fingers in a session")
struct FingerSequenceTests {
  /// Two impressions each of three fingers of either hand.
  private static let fingers: [FingerPosition: [TemplateIndex]] = {
    var fingers: [FingerPosition: [TemplateIndex]] = [:]
    let positions: [FingerPosition] = [
      .rightIndex, .rightMiddle, .rightRing, .leftIndex, .leftMiddle, .leftRing,
    ]
    for position in positions {
      let seed = UInt64(900 + Int(position.rawValue))
      let master = MasterFinger(seed: seed, position: position)
      fingers[position] = [1, 2].compactMap { (number: UInt64) -> TemplateIndex? in
        var conditions = ImpressionConditions()
        conditions.rotation = number == 1 ? 0 : 6
        conditions.shift.x = number == 1 ? 0 : 9
        let image = FingerImpression(of: master, on: .optical, conditions, seed: number).image
        return (try? Prints.extract(image))?.template(position: position).map { TemplateIndex($0) }
      }
    }
    return fingers
  }()

  private static let right: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing]

  /// Impression `number` of each finger under the name that it was asked for.
  private func prints(
    _ named: [(FingerPosition, FingerPosition)], _ number: Int
  ) throws -> [FingerPosition: TemplateIndex] {
    var prints: [FingerPosition: TemplateIndex] = [:]
    for (name, finger) in named {
      let taken = try #require(Self.fingers[finger])
      try #require(taken.count == 2)
      prints[name] = taken[number]
    }
    return prints
  }

  private func findings(_ named: [(FingerPosition, FingerPosition)]) throws -> [SequenceFinding] {
    let known = try prints(Self.right.map { ($0, $0) }, 0)
    return FingerSequence().check(
      try prints(named, 1), against: known, workspace: ComparisonWorkspace())
  }

  @Test("Fingers in order are told nothing about")
  func inOrder() throws {
    #expect(try findings(Self.right.map { ($0, $0) }).isEmpty)
  }

  @Test("Two fingers that changed places are both named")
  func swapped() throws {
    let found = try findings([
      (.rightIndex, .rightIndex), (.rightMiddle, .rightRing), (.rightRing, .rightMiddle),
    ])
    #expect(found == [.swapped(.rightMiddle, .rightRing)])
    #expect(found.first?.english == "right middle and right ring are swapped")
    #expect(found.first?.vietnamese == "ngón giữa phải và ngón nhẫn phải bị đổi chỗ")
  }

  @Test("A finger given for another is named with what it shows")
  func misplaced() throws {
    let found = try findings([(.rightIndex, .rightIndex), (.rightRing, .rightIndex)])
    #expect(found.first == .misplaced(.rightRing, shows: .rightIndex))
  }

  @Test("A finger given twice is named where nothing is known of either")
  func repeated() throws {
    let found = FingerSequence().check(
      try prints([(.leftIndex, .leftIndex), (.leftRing, .leftIndex)], 1), against: [:],
      workspace: ComparisonWorkspace())
    #expect(found == [.repeated(.leftIndex, .leftRing)])
  }

  @Test("A slap of the other hand is told as such")
  func otherHand() throws {
    // The right hand given as the left: from left to right its fingers get the left's names.
    let found = try findings([
      (.leftRing, .rightIndex), (.leftMiddle, .rightMiddle), (.leftIndex, .rightRing),
    ])
    #expect(found == [.otherHand])
  }

  @Test("A finger of somebody else cannot be confirmed")
  func stranger() throws {
    let found = try findings([(.rightIndex, .leftRing), (.rightMiddle, .rightMiddle)])
    #expect(found == [.unconfirmed(.rightIndex)])
  }
}
