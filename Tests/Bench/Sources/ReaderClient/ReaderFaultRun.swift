// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import ScannerModels
import USB

/// Reads from a card under the faults of a plan; each reading is followed by a sound one.
struct ReaderFaultRun {
  private let plan: FaultPlan
  private let settings = CardReaderSettings(patience: 0.02)

  init(_ plan: FaultPlan) { self.plan = plan }

  func run() async throws {
    var outcomes: [String: Int] = [:]
    var slowest = Duration.zero
    for number in 0..<plan.count {
      var outcome = Outcome.read
      slowest = max(slowest, await ContinuousClock().measure { outcome = await read() })
      let faults = plan.faults(number)
      guard isRight(outcome, faults) else {
        throw Finding(description: "\(faults) ended with \(outcome.word)")
      }
      outcomes[outcome.word, default: 0] += 1
      let second = try await readOncePluggedIn()
      guard second == .read else {
        throw Finding(description: "the reading after \(faults) ended with \(second.word)")
      }
    }
    let summary = outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print("\(plan.count) schedules: \(summary.joined(separator: ", ")); slowest \(slowest)")
  }

  private enum Outcome: Equatable {
    case read
    case wrong
    case failed(CardError.Reason)

    var word: String {
      switch self {
      case .read: "read"
      case .wrong: "read wrongly"
      case .failed(let reason): reason.rawValue
      }
    }
  }

  /// Whether a reading may end like this under these faults. Bytes that were changed where no
  /// checksum covers them are believed; documents cover all of theirs.
  private func isRight(_ outcome: Outcome, _ faults: [Fault]) -> Bool {
    let kinds = Set(faults.map(\.kind))
    switch outcome {
    case .read: return true
    case .wrong: return !kinds.isDisjoint(with: [.garbage, .swapped])
    case .failed(.readerGone), .failed(.noReader): return kinds.contains(.unplug)
    case .failed(.mute), .failed(.protocolBroken): return !faults.isEmpty
    case .failed: return !kinds.isDisjoint(with: [.garbage, .swapped])
    }
  }

  /// A device that fell off the bus comes back after a moment.
  private func readOncePluggedIn() async throws -> Outcome {
    for _ in 0..<100 {
      let outcome = await read()
      guard outcome == .failed(.readerGone) || outcome == .failed(.noReader) else { return outcome }
      try await Task.sleep(for: .milliseconds(20))
    }
    return await read()
  }

  private func read() async -> Outcome {
    do throws(CardError) {
      let readers = await CardReaders(through: .direct, settings: settings)
      let channel = try await readers.open()
      do throws(CardError) {
        let outcome = try await exchange(channel)
        await channel.close()
        return outcome
      } catch {
        await channel.close()
        throw error
      }
    } catch {
      return .failed(error.reason)
    }
  }

  private func exchange(_ channel: any CardChannel) async throws(CardError) -> Outcome {
    for count in UInt8(1)...5 {
      let command = try CommandAPDU(ins: 0xb0, data: [count, 2, 3], expected: 200)
      let answer = try await channel.transmit(command).bytes
      guard answer == EchoCard.expected(command.bytes, count: count) else { return .wrong }
    }
    return .read
  }
}

/// Something did not come out as it must.
struct Finding: Error, CustomStringConvertible {
  let description: String
}
