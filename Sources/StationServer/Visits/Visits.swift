// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOConcurrencyHelpers

/// The browsers that use the station. Nothing of it is on the disk: after a restart everybody signs in
/// again.
final class Visits: Sendable {
  /// How long an officer may do nothing before the screen locks.
  let idle: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let table = NIOLockedValueBox<[String: Visit]>([:])

  /// More than one officer's browser and the applicant's window; the one longest unused gives way.
  private static let most = 16

  init(idle: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant) {
    (self.idle, self.now) = (idle, now)
  }

  /// A new visit of nobody.
  func begin() -> Visit {
    let visit = Visit(at: now())
    table.withLockedValue { table in
      while table.count >= Self.most {
        guard let oldest = table.values.min(by: { $0.lastUse < $1.lastUse }) else { break }
        table[oldest.cookie] = nil
      }
      table[visit.cookie] = visit
    }
    return visit
  }

  /// The visit of a cookie; locks it when nobody did anything for too long.
  func find(_ cookie: String) -> Visit? {
    table.withLockedValue { table in
      guard var visit = table[cookie] else { return nil }
      if visit.officer != nil, visit.lastUse + idle <= now() { visit.isLocked = true }
      table[cookie] = visit
      return visit
    }
  }

  /// Signs an officer in, under a new cookie and token: one that was planted before is worth nothing.
  func signIn(_ officer: Officer, from old: Visit) -> Visit {
    end(old)
    var visit = begin()
    visit.officer = officer
    let signedIn = visit
    table.withLockedValue { $0[signedIn.cookie] = signedIn }
    return visit
  }

  /// The officer did something.
  func touch(_ visit: Visit) {
    change(visit) { $0.lastUse = now() }
  }

  /// Asks for the PIN again.
  func lock(_ visit: Visit) {
    change(visit) { $0.isLocked = $0.officer != nil }
  }

  /// The PIN was right.
  func unlock(_ visit: Visit) {
    change(visit) {
      $0.isLocked = false
      $0.lastUse = now()
    }
  }

  /// Signs out.
  func end(_ visit: Visit) {
    table.withLockedValue { _ = $0.removeValue(forKey: visit.cookie) }
  }

  /// Seconds until a visit locks by itself.
  func secondsToLock(_ visit: Visit) -> Int? { visit.secondsToLock(after: idle, at: now()) }

  private func change(_ visit: Visit, _ body: (inout Visit) -> Void) {
    table.withLockedValue { table in
      guard var found = table[visit.cookie] else { return }
      body(&found)
      table[visit.cookie] = found
    }
  }
}
