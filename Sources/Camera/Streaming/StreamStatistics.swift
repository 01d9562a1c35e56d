// SPDX-License-Identifier: Apache-2.0

/// Counts of everything that happened on a stream, good and bad, since it was opened.
public struct StreamStatistics: Sendable, Hashable {
  /// Whole frames.
  public internal(set) var wholeFrames = 0
  /// Frames that were thrown away, by reason.
  public internal(set) var damagedFrames: [FrameDamage: Int] = [:]
  /// Whole stills that were not frames of the stream.
  public internal(set) var wholeStills = 0
  /// Such stills that were thrown away, by reason.
  public internal(set) var damagedStills: [FrameDamage: Int] = [:]
  /// Payloads with a sound header.
  public internal(set) var payloads = 0
  /// Payloads whose header makes no sense.
  public internal(set) var badHeaders = 0
  /// Packets that did not arrive.
  public internal(set) var lostPackets = 0
  /// Transfers that failed.
  public internal(set) var failedTransfers = 0
  /// Bytes of pictures that arrived.
  public internal(set) var bytes = 0
  /// Whole frames that nobody fetched before the next one came.
  public internal(set) var supersededFrames = 0
  /// How often the stream was started anew because no frame came.
  public internal(set) var restarts = 0
  /// How often the camera was opened anew after it had been unplugged.
  public internal(set) var reopenings = 0

  /// Nothing happened.
  public init() {}

  /// Frames that were thrown away.
  public var allDamaged: Int { damagedFrames.values.reduce(0, +) }

  /// A frame that was counted as whole is not.
  mutating func reject() {
    wholeFrames -= 1
    count(.unreadable)
  }

  mutating func count(_ damage: FrameDamage, times: Int = 1) {
    damagedFrames[damage, default: 0] += times
  }

  /// Both together.
  static func + (lhs: StreamStatistics, rhs: StreamStatistics) -> StreamStatistics {
    var sum = lhs
    sum.wholeFrames += rhs.wholeFrames
    sum.damagedFrames.merge(rhs.damagedFrames, uniquingKeysWith: +)
    sum.wholeStills += rhs.wholeStills
    sum.damagedStills.merge(rhs.damagedStills, uniquingKeysWith: +)
    sum.payloads += rhs.payloads
    sum.badHeaders += rhs.badHeaders
    sum.lostPackets += rhs.lostPackets
    sum.failedTransfers += rhs.failedTransfers
    sum.bytes += rhs.bytes
    sum.supersededFrames += rhs.supersededFrames
    sum.restarts += rhs.restarts
    sum.reopenings += rhs.reopenings
    return sum
  }
}

extension StreamStatistics: CustomStringConvertible {
  /// One line for logs and operators.
  public var description: String {
    let stills =
      wholeStills == 0 && damagedStills.isEmpty
      ? "" : "\(wholeStills) whole stills, \(Self.text(damagedStills)), "
    return
      "\(wholeFrames) whole frames, \(Self.text(damagedFrames)), \(stills)\(lostPackets) packets lost, "
      + "\(failedTransfers) transfers failed, \(restarts) restarts, \(reopenings) reopenings"
  }

  /// Such as `3 damaged (2 short, 1 mixed)`.
  private static func text(_ counts: [FrameDamage: Int]) -> String {
    let kinds = FrameDamage.allCases.compactMap { kind in
      counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    let listed = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
    return "\(counts.values.reduce(0, +)) damaged\(listed)"
  }
}
