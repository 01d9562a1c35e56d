// SPDX-License-Identifier: Apache-2.0

import Dispatch
import USB

/// Time that passes only when there is nothing else to do: an hour of waiting takes no time at all, and
/// a busy machine makes nothing late.
///
/// It runs the tasks that wait on it, one job after the other. When no job is left, the clock jumps to
/// where the first sleeper wants to be woken.
public final class VirtualTime: Clock, TaskExecutor {
  /// Time since the clock was made.
  public struct Instant: InstantProtocol {
    let offset: Duration
    /// So much later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// How much later the other one is.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Whether the first is earlier.
    public static func < (first: Instant, second: Instant) -> Bool { first.offset < second.offset }
  }

  private struct Sleeper {
    let number: Int
    let end: Instant
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now = Instant(offset: .zero)
    var jobs: [UnownedJob] = []
    var isRunning = false
    var sleepers: [Sleeper] = []
    var count = 0
    var cancelled: Set<Int> = []
  }

  private enum Step {
    case job(UnownedJob)
    case waking(CheckedContinuation<Void, Never>)
  }

  private let state = Locked(State())

  /// Begins with no time passed.
  public init() {}

  /// How far time has come.
  public var now: Instant { state.withLock { $0.now } }

  /// How far time has come since the clock was made.
  public var passed: Duration { now.offset }

  /// Nothing is too short for it.
  public var minimumResolution: Duration { .zero }

  /// Takes a job in and does it in its turn.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isIdle = state.withLock { state in
      defer { state.isRunning = true }
      state.jobs.append(job)
      return !state.isRunning
    }
    if isIdle { DispatchQueue.global().async { self.run() } }
  }

  /// Waits in virtual time. Throws when the task is cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation {
        sleep(Sleeper(number: number, end: deadline, continuation: $0))
      }
    } onCancel: {
      cancel(number)
    }
    try Task.checkCancellation()
  }

  /// Runs a task and all that comes of it on this thread, and gives what the task gives. Everything
  /// that it waits for must wait on this clock. Throws what the task throws, and `CancellationError`
  /// where it waits for something else.
  public func wait<Success: Sendable>(
    for body: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    let result = Locked<Result<Success, any Error>?>(nil)
    state.withLock { $0.isRunning = true }
    Task(executorPreference: self) {
      let outcome: Result<Success, any Error>
      do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
      result.withLock { $0 = outcome }
    }
    run()
    guard let outcome = result.withLock({ $0 }) else { throw CancellationError() }
    return try outcome.get()
  }

  private func sleep(_ sleeper: Sleeper) {
    let isOver = state.withLock { state in
      let isOver = state.cancelled.remove(sleeper.number) != nil || sleeper.end <= state.now
      if !isOver { state.sleepers.append(sleeper) }
      return isOver
    }
    if isOver { sleeper.continuation.resume() }
  }

  private func cancel(_ number: Int) {
    let sleeper: Sleeper? = state.withLock { state in
      guard let index = state.sleepers.firstIndex(where: { $0.number == number }) else {
        state.cancelled.insert(number)
        return nil
      }
      return state.sleepers.remove(at: index)
    }
    sleeper?.continuation.resume()
  }

  private func run() {
    while let step = next() {
      switch step {
      case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .waking(let continuation): continuation.resume()
      }
    }
  }

  private func next() -> Step? {
    state.withLock { state in
      if !state.jobs.isEmpty { return .job(state.jobs.removeFirst()) }
      let first = state.sleepers.indices.min { state.sleepers[$0].end < state.sleepers[$1].end }
      guard let first else {
        state.isRunning = false
        return nil
      }
      let sleeper = state.sleepers.remove(at: first)
      state.now = sleeper.end
      return .waking(sleeper.continuation)
    }
  }
}
