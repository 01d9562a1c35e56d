// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Glibc
import Store

/// Works on a store while `Tests/Bench/store` cuts the power, kills it, or makes the disk fail.
///
///     StoreDriver fill FOLDER full|normal COUNT    accept COUNT records; print how many after each
///     StoreDriver work FOLDER ROUNDS               save drafts, accept records; print what is acknowledged
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
      case "check" where words.count == 4:
        try Acknowledged(log: words[3]).check(open(words[2]), folder: words[2])
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

  private static func fail(_ text: String, _ status: Int32) -> Never {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
  }
}
