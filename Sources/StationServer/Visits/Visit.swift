// SPDX-License-Identifier: Apache-2.0

/// One browser that uses the station, from its first page on; two tabs of it are one visit.
struct Visit: Sendable, Hashable {
  /// What the browser's cookie holds: 256 random bits in hexadecimal.
  let cookie: String
  /// What the pages send with everything that changes something: 256 other random bits.
  let token: String
  /// Who is signed in; nil before.
  var officer: Officer?
  /// Whether the officer's PIN is asked for again before anything else.
  var isLocked = false
  /// When the officer did something last.
  var lastUse: ContinuousClock.Instant

  /// Name of the cookie.
  static let cookieName = "station"

  /// A visit of nobody yet.
  init(at time: ContinuousClock.Instant) {
    (cookie, token, lastUse) = (RandomText.make(), RandomText.make(), time)
  }

  /// Seconds until it locks by itself, when the officer does nothing; nil when nobody is signed in.
  func secondsToLock(after idle: Duration, at time: ContinuousClock.Instant) -> Int? {
    guard officer != nil, !isLocked else { return nil }
    return max(Int((lastUse + idle - time).components.seconds), 0)
  }
}

/// Text that nobody can guess.
enum RandomText {
  /// 256 bits from the system's generator (getrandom) as 64 hexadecimal digits.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Compares in a time that does not depend on where the texts differ.
  static func equal(_ one: String, _ other: String) -> Bool {
    let (a, b) = (Array(one.utf8), Array(other.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
