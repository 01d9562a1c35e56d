// SPDX-License-Identifier: Apache-2.0

/// SplitMix64: the same numbers on every run and machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Copies of `bytes` with one to four bytes changed, the same ones for the same seed.
func flippedCopies(
  of bytes: [UInt8], count: Int, seed: UInt64, each body: ([UInt8]) throws -> Void
) rethrows {
  var random = SeededGenerator(seed: seed)
  for _ in 0..<count {
    var copy = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<copy.count, using: &random)
      copy[place] = UInt8.random(in: 0...255, using: &random)
    }
    try body(copy)
  }
}
