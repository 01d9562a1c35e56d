// SPDX-License-Identifier: Apache-2.0

import Cryptography
public import Records

/// One row of the audit log: an event with its number and three clocks.
public struct AuditRow: Sendable, Hashable {
  /// 1 for the first row of the log.
  public let number: Int
  /// The wall clock, to the second.
  public let time: UTCTime
  /// Seconds since the machine was started.
  public let monotonic: Int
  /// Which start of the machine: a UUID, or empty.
  public let boot: String
  /// Whether the wall clock was set back since the row before.
  public let clockWentBack: Bool
  /// What happened.
  public let event: AuditEvent

  /// How far, in seconds, the wall clock may fall behind the monotonic one between two rows before that
  /// counts as set back: time synchronisation turns a clock by less.
  static let clockTolerance = 5

  init(_ number: Int, _ event: AuditEvent, at clock: StationClock.Reading, after last: AuditRow?) {
    self.number = number
    time = clock.wall
    monotonic = max(0, clock.monotonic)
    boot = RecordID(clock.boot)?.description ?? ""
    self.event = event
    clockWentBack = last.map { Self.wentBack(from: $0, to: clock) } ?? false
  }

  /// Within one start of the machine the monotonic clock says how far the wall clock should have come;
  /// across starts it may only not be earlier.
  private static func wentBack(from last: AuditRow, to now: StationClock.Reading) -> Bool {
    let wall = now.wall.secondsSince1970 - last.time.secondsSince1970
    let expected =
      last.boot == now.boot && now.monotonic >= last.monotonic ? now.monotonic - last.monotonic : 0
    return wall < expected - clockTolerance
  }

  /// The row as JSON with its members always in the same order and without blanks: what the chain covers.
  ///
  /// No value needs escaping: all are numbers, codes and ids.
  public var canonicalJSON: String {
    var members = [
      "\"n\":\(number)", "\"at\":\"\(time)\"", "\"up\":\(monotonic)", "\"boot\":\"\(boot)\"",
      "\"event\":\"\(event.code.rawValue)\"",
    ]
    if let record = event.record { members.append("\"record\":\"\(record)\"") }
    if let by = event.by { members.append("\"operator\":\"\(by)\"") }
    if let count = event.count { members.append("\"count\":\(count)") }
    if clockWentBack { members.append("\"clockWentBack\":true") }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Reads a row; nil for any text but what `canonicalJSON` gives.
  public init?(canonicalJSON text: String) {
    let members = Self.members(of: text)
    func member(_ name: Substring) -> String? { members[name].map { String($0) } }
    guard let number = member("n").flatMap({ Int($0) }), let up = member("up").flatMap({ Int($0) }),
      let time = member("at").flatMap({ UTCTime($0) }), let boot = member("boot"),
      let code = member("event").flatMap({ AuditEvent.Code(rawValue: $0) })
    else { return nil }
    (self.number, self.time, monotonic, self.boot) = (number, time, up, boot)
    clockWentBack = members["clockWentBack"] != nil
    event = AuditEvent(
      code, record: member("record").flatMap { RecordID($0) },
      by: member("operator").flatMap { OperatorID($0) }, count: member("count").flatMap { Int($0) })
    guard canonicalJSON == text else { return nil }
  }

  /// Names and values without their quotes. As no value holds a comma or a quote, cutting is enough, and a
  /// log has hundreds of thousands of rows; what else a text may be shows when it is compared.
  private static func members(of text: String) -> [Substring: Substring] {
    var members: [Substring: Substring] = [:]
    for member in text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ",")) {
      guard let colon = member.firstIndex(of: UInt8(ascii: ":")) else { return [:] }
      members[unquoted(member[..<colon])] = unquoted(member[colon...].dropFirst())
    }
    return members
  }

  private static func unquoted(_ text: Substring.UTF8View) -> Substring {
    Substring(text.first == UInt8(ascii: "\"") ? text.dropFirst().dropLast() : text)
  }

  /// SHA-256 over the hash of the row before (32 zeros for the first) and this row's JSON.
  static func hash(_ text: String, after previous: Digest256?) throws(CryptoError) -> Digest256 {
    let previous = previous?.bytes ?? [UInt8](repeating: 0, count: Digest256.count)
    return try SHA256.digest(of: previous + Array(text.utf8))
  }
}
