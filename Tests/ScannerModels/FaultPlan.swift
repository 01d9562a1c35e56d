// SPDX-License-Identifier: Apache-2.0

/// Which faults a bench brings about at which opening of the device; host and client both know it.
///
/// Openings alternate: an even one has faults, the odd one after it has none and must work.
public enum FaultPlan: Sendable, Hashable {
  /// No faults at all.
  case none
  /// Each fault at each step, one after the other.
  case everyStep(steps: Int)
  /// Random schedules from a seed.
  case random(seed: UInt64, steps: Int, count: Int)

  /// Reads `none`, `steps:40` or `random:5:40:1000`.
  public init?(_ text: String) {
    let words = text.split(separator: ":")
    let numbers = words.dropFirst().map { Int($0) ?? -1 }
    guard numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    switch (words.first, numbers.count) {
    case ("none", 0): self = .none
    case ("steps", 1): self = .everyStep(steps: numbers[0])
    case ("random", 3):
      self = .random(seed: UInt64(numbers[0]), steps: numbers[1], count: numbers[2])
    default: return nil
    }
  }

  /// How many pairs of openings it takes.
  public var count: Int {
    switch self {
    case .none: 1
    case .everyStep(let steps): steps * Fault.Kind.allCases.count
    case .random(_, _, let count): count
    }
  }

  /// The faults of the pair with this number.
  public func faults(_ number: Int) -> [Fault] {
    let kinds = Fault.Kind.allCases
    switch self {
    case .none: return []
    case .everyStep: return [Fault(kinds[number % kinds.count], at: number / kinds.count)]
    case .random(let seed, let steps, _):
      return Fault.schedule(seed: seed, number: number, steps: steps)
    }
  }

  /// The faults at an opening, counted from 0.
  public func faults(atOpening opening: Int) -> [Fault] {
    opening.isMultiple(of: 2) && opening / 2 < count ? faults(opening / 2) : []
  }
}
