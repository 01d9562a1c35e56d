// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Foundation
import Store

/// Works on a store while `Tests/Bench/store` cuts the power, kills it, or makes the disk fail.
///
///     StoreDriver fill FOLDER full|normal COUNT    accept COUNT records; print how many after each
///     StoreDriver work FOLDER ROUNDS               save drafts, accept records; print what is acknowledged
///     StoreDriver cut FOLDER TRACE COUNT full|none  after COUNT power cuts in the traced work on FOLDER, is
///                                                  everything there? `none` is a disk that never waits
///     StoreDriver check FOLDER LOG                 is everything there that LOG acknowledges?
@main
struct StoreDriver {
  static func main() {
    let words = CommandLine.arguments
    do {
      switch words.dropFirst().first {
      case "fill" where words.count == 5: try fill(words[2], words[3], Int(words[4]) ?? 0)
      case "work" where words.count == 4:
        try Workload(store: open(words[2])).run(rounds: Int(words[3]) ?? 0)
      case "cut" where words.count == 6:
        try cut(words[2], words[3], Int(words[4]) ?? 0, ignoringSync: words[5] == "none")
      case "check" where words.count == 4:
        try Acknowledged(log: words[3]).check(open(words[2]))
      default: fail("usage: see StoreDriver.swift", 2)
      }
    } catch let error as any ExplainedError {
      fail("\(error)", 1)
    } catch { fail("unexplained: \(error)", 3) }
  }

  private static func open(
    _ folder: String, _ durability: StoreDurability = .full
  ) throws -> StationStore {
    let key = try SecretKey([UInt8](repeating: 7, count: SecretKey.count))
    return try StationStore(
      folder: folder, key: key, signer: { $0.bytes.reversed() }, durability: durability)
  }

  private static func fill(_ folder: String, _ durability: String, _ count: Int) throws {
    let store = try open(folder, durability == "normal" ? .normal : .full)
    for number in 1...count {
      try store.outbox.accept(Workload.record(bytes: 20_000))
      // `write`, because the power-cut simulator reads acknowledgements from this call.
      let line = Array("\(number)\n".utf8)
      _ = write(STDOUT_FILENO, line, line.count)
    }
  }

  private static func cut(
    _ folder: String, _ trace: String, _ count: Int, ignoringSync: Bool
  ) throws {
    let calls = try TracedCall.all(in: trace)
    var random = SystemRandomNumberGenerator()
    var lost: [String] = []
    for _ in 0..<count {
      let end = Int.random(in: 0...calls.count, using: &random)
      var power = PowerCut(calls[..<end], folder: folder, ignoringSync: ignoringSync)
      try power.leave(in: "cut", using: &random)
      do {
        let store = try open("cut")
        try Acknowledged(text: power.acknowledged).check(store, quietly: true)
      } catch { lost.append("after call \(end): \(error)") }
    }
    print("\(calls.count) calls, \(count) cuts, \(lost.count) lost")
    for line in lost.prefix(3) { print("  " + line) }
  }

  private static func fail(_ text: String, _ status: Int32) -> Never {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
  }
}
