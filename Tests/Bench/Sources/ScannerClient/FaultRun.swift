// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import ScannerModels
import USB

/// Captures under the faults of a plan, each followed by a sound capture that must be right.
struct FaultRun {
  private let bus: any Bus
  private let model: any ScannerModel
  private let plan: FaultPlan

  init(_ bus: any Bus, _ model: any ScannerModel, _ plan: FaultPlan) {
    (self.bus, self.model, self.plan) = (bus, model, plan)
  }

  func run() async throws {
    var outcomes: [String: Int] = [:]
    var slowest = Duration.zero
    let clock = ContinuousClock()
    for number in 0..<plan.count {
      let faults = plan.faults(number)
      var outcome = ""
      slowest = max(slowest, try await clock.measure { outcome = try await capture(under: faults) })
      outcomes[outcome, default: 0] += 1
      let second = try await attemptOncePluggedIn()
      guard second.pixels == model.expected else {
        throw Finding(description: "the capture after \(faults) is not right: \(second.word)")
      }
    }
    let summary = outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print("\(plan.count) schedules: \(summary.joined(separator: ", ")); slowest \(slowest)")
  }

  private func capture(under faults: [Fault]) async throws -> String {
    let outcome = try await attempt()
    let kinds = Set(faults.map(\.kind))
    let isRight: Bool
    switch outcome {
    case .pixels(let pixels):
      let canBeWrong = !kinds.isDisjoint(with: [.garbage, .swapped])
      isRight = pixels == model.expected || canBeWrong
    case .failed(.gone): isRight = kinds.contains(.unplug)
    case .failed(.noFinger):
      isRight = !kinds.isDisjoint(with: [.silence, .garbage, .swapped, .short, .late])
    case .failed(.faulty): isRight = faults.count > 2
    case .failed: isRight = false
    }
    guard isRight else { throw Finding(description: "\(faults) ended with \(outcome.word)") }
    return outcome.word
  }

  private enum Outcome {
    case pixels([UInt8])
    case failed(ScannerError.Reason)

    var pixels: [UInt8]? {
      guard case .pixels(let pixels) = self else { return nil }
      return pixels
    }

    var word: String {
      switch self {
      case .pixels: "captured"
      case .failed(let reason): reason.rawValue
      }
    }
  }

  /// A device that fell off the bus is still listed for a moment: it is opened again only when it was
  /// seen to go, so that no opening is lost and host and client count the same ones.
  private func attemptOncePluggedIn() async throws -> Outcome {
    for _ in 0..<100 {
      let outcome = try await attempt()
      guard case .failed(.gone) = outcome else { return outcome }
      for _ in 0..<100 where (try? bus.fingerScanner(named: nil)) != nil {
        try await Task.sleep(for: .milliseconds(2))
      }
    }
    return try await attempt()
  }

  private func attempt() async throws -> Outcome {
    let found = try await bus.scanner()
    do throws(ScannerError) {
      let scanner = try await FingerScanner(opening: found, on: bus, settings: .bench)
      do throws(ScannerError) {
        let frame = try await scanner.capture(within: .milliseconds(1500))
        await scanner.close()
        return .pixels(frame.pixels)
      } catch {
        await scanner.close()
        throw error
      }
    } catch {
      return .failed(error.reason)
    }
  }
}
