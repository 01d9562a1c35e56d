// SPDX-License-Identifier: Apache-2.0

/// One way to give candidates the places of a layout.
struct Assignment {
  let layout: SlapLayout
  /// The candidate of each place from left to right, or `none`.
  var slots: SIMD4<UInt8>
  /// How well it explains the picture, in nats.
  var score: Float

  static let none: UInt8 = 255

  /// An assignment of nothing.
  init(_ layout: SlapLayout) {
    self.layout = layout
    slots = SIMD4(repeating: Self.none)
    score = 0
  }

  /// Candidates that have a place, with it.
  var placed: [(slot: Int, candidate: Int)] {
    (0..<4).compactMap { slots[$0] == Self.none ? nil : ($0, Int(slots[$0])) }
  }

  /// Whether it says nothing that the other does not say.
  func isPart(of other: Assignment) -> Bool {
    layout == other.layout && all((slots .== other.slots) .| (slots .== Self.none))
  }
}
