// SPDX-License-Identifier: Apache-2.0

import Glibc

/// One line on standard error that shows how far a long job is; shows nothing without a terminal.
///
/// One task owns it and moves it, so it needs no lock.
struct ProgressBar {
  private let job: String
  private let total: Int
  private let start = Self.seconds()
  private var done = 0
  private var lastShown = 0.0
  private let visible: Bool

  /// Redraws a second; more would only flicker.
  private static let redrawsPerSecond = 10.0

  /// Takes what is counted in the plural, such as `images`.
  init(_ job: String, total: Int, visible: Bool = StandardError.isTerminal) {
    self.job = job
    self.total = total
    self.visible = visible && total > 1
  }

  /// Counts one more thing done.
  mutating func advance() { advance(to: done + 1) }

  /// So many are done in all.
  mutating func advance(to count: Int) {
    done = min(count, total)
    let now = Self.seconds()
    guard visible, done == total || now - lastShown >= 1 / Self.redrawsPerSecond else { return }
    lastShown = now
    StandardError.write("\r\u{1B}[K" + Self.line(job, done, total, elapsed: now - start))
  }

  /// Clears the line, so that what follows starts on a clean one.
  func finish() {
    if visible { StandardError.write("\r\u{1B}[K") }
  }

  /// `[######----] 120/200 images, 41/s, 2 s left`.
  static func line(_ job: String, _ done: Int, _ total: Int, elapsed: Double) -> String {
    let width = 24
    let filled = total > 0 ? width * done / total : width
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
    let speed = rate >= 10 ? "\(Int(rate))" : "\((rate * 10).rounded() / 10)"
    return "[\(bar)] \(done)/\(total) \(job), \(speed)/s, \(left) s left"
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
