// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import ScannerModels
import Testing
import USB

@Suite(.serialized) struct FaultTests {
  /// Captures at one time.
  private static let atOnce = 4
  /// Answers later than every limit of a driver.
  private static let lateness = Duration.seconds(20)
  /// How long a finger is waited for.
  private static let limit = Duration.seconds(60)
  /// How long a scanner that does not answer may take to come to rest after that.
  private static let rest = Duration.seconds(10)

  @Test(
    "Each fault at each step is recovered from or named, and the next capture works",
    arguments: CaptureTests.models)
  func everyStep(_ name: String) async throws {
    let steps = try await Self.steps(of: name)
    let faults = Fault.Kind.allCases.flatMap { kind in steps.map { Fault(kind, at: $0) } }
    await Self.inParallel(faults.map { [$0] }) { await Self.check(name, $0) }
  }

  @Test("A thousand random schedules of faults are survived", arguments: CaptureTests.models)
  func randomSchedules(_ name: String) async throws {
    let last = try await Self.steps(of: name).last ?? 1
    let schedules = (0..<200).map { Fault.schedule(seed: 5, number: $0, steps: last) }
    await Self.inParallel(schedules) { await Self.check(name, $0) }
  }

  /// A capture under faults, then a sound one.
  private static func check(_ name: String, _ faults: [Fault]) async {
    do {
      let model = try #require(ScannerModels.named(name))
      let presentation = try Presentation(FaultyModel(model, faults, lateness: lateness))
      let (outcome, passed) = try await withTaskExecutorPreference(presentation.time) {
        let outcome = try await Outcome { try await presentation.capture(within: limit) }
        return (outcome, presentation.time.passed)
      }
      #expect(passed <= limit + rest, "\(name): \(faults)")
      let isAllowed = outcome.isAllowed(under: faults, model.expected)
      #expect(isAllowed, "\(name): \(faults): \(outcome)")
      presentation.plugInAgain()
      let second = try await Outcome {
        try await presentation.captureUntilSound(model.expected, limit)
      }
      let isSound = second.frame?.pixels == model.expected
      #expect(isSound, "\(name): after \(faults): \(second)")
    } catch {
      Issue.record("\(name): \(faults): \(error)")
    }
  }

  /// The steps of a sound capture: all where they are few; where a picture comes in many equal parts,
  /// all before and after, and every seventh of the parts.
  private static func steps(of name: String) async throws -> [Int] {
    let presentation = try Presentation(try #require(ScannerModels.named(name)))
    _ = try await presentation.capture()
    let count = presentation.device.transferCount
    return (0..<count).filter { $0 < 40 || $0 >= count - 8 || $0 % 7 == 0 }
  }

  private static func inParallel(
    _ items: [[Fault]], _ body: @escaping @Sendable ([Fault]) async -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for (index, item) in items.enumerated() {
        if index >= atOnce { await group.next() }
        group.addTask { await body(item) }
      }
    }
  }
}

extension Presentation {
  /// Captures until the faults that are left are used up: at most three are.
  fileprivate func captureUntilSound(
    _ expected: [UInt8], _ limit: Duration
  ) async throws -> Frame {
    for _ in 0..<4 {
      if let frame = try? await capture(within: limit), frame.pixels == expected {
        return frame
      }
      plugInAgain()
    }
    return try await capture(within: limit)
  }
}

/// How a capture under faults ended.
private enum Outcome: CustomStringConvertible {
  case frame(Frame)
  case failed(ScannerError)

  init(_ body: () async throws -> Frame) async throws {
    do {
      self = .frame(try await body())
    } catch let error as ScannerError {
      self = .failed(error)
    }
  }

  var frame: Frame? {
    guard case .frame(let frame) = self else { return nil }
    return frame
  }

  var description: String {
    switch self {
    case .frame(let frame): "\(frame)"
    case .failed(let error): "\(error)"
    }
  }

  /// Unplugged is `gone`; lost messages of the finger look like no finger; three faults in a row can
  /// use up all attempts. Whatever has no checksum can come through with wrong pixels, of right size.
  func isAllowed(under faults: [Fault], _ expected: [UInt8]) -> Bool {
    let kinds = Set(faults.map(\.kind))
    switch self {
    case .frame(let frame):
      let canBeWrong = !kinds.isDisjoint(with: [.garbage, .swapped])
      return frame.pixels.count == expected.count && (canBeWrong || frame.pixels == expected)
    case .failed(let error):
      switch error.reason {
      case .gone: return kinds.contains(.unplug)
      case .noFinger: return !kinds.isDisjoint(with: [.silence, .garbage, .swapped, .short, .late])
      case .faulty: return faults.count > 2
      case .unavailable, .cancelled, .busy, .unknown, .unsuitable: return false
      }
    }
  }
}
