// SPDX-License-Identifier: Apache-2.0

public import Fingerprint
import Synchronization

/// Spreads work on many images over the processors: the one task group of the program.
///
/// A lane is a worker with an extraction workspace of its own, which it keeps from image to image.
/// Nothing below spawns tasks.
public struct ExtractionLanes: Sendable {
  /// Workers that run at the same time.
  public let count: Int

  /// Takes the number of lanes, at least 1; more than processors only cost memory.
  public init(count: Int) { self.count = max(count, 1) }

  /// Runs `job` once for each item and hands results over one by one, in the order of the items.
  ///
  /// When `deliver` throws, items that were not started yet are left out.
  public func run<Item: Sendable, Output: Sendable>(
    _ items: [Item], job: @escaping @Sendable (Item, ExtractionWorkspace) -> Output,
    deliver: (Output) throws -> Void
  ) async throws {
    try await run(items, workspace: ExtractionWorkspace.init, job: job, deliver: deliver)
  }

  /// The same for work that keeps another kind of workspace from item to item.
  public func run<Item: Sendable, Output: Sendable, Workspace>(
    _ items: [Item], workspace makeWorkspace: @escaping @Sendable () -> Workspace,
    job: @escaping @Sendable (Item, Workspace) -> Output, deliver: (Output) throws -> Void
  ) async throws {
    guard !items.isEmpty else { return }
    let queue = Queue(count: items.count)
    let (results, sink) = AsyncStream.makeStream(of: (index: Int, output: Output).self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { queue.close() }
      for _ in 0..<min(count, items.count) {
        group.addTask {
          let workspace = makeWorkspace()
          while let index = queue.next() {
            sink.yield((index, job(items[index], workspace)))
          }
        }
      }
      var waiting: [Int: Output] = [:]
      var delivered = 0
      for await result in results {
        waiting[result.index] = result.output
        while let output = waiting.removeValue(forKey: delivered) {
          delivered += 1
          try deliver(output)
        }
        if delivered == items.count { break }
      }
    }
  }

  /// Numbers from 0 to `count`, each given to one lane.
  private final class Queue: Sendable {
    private let given = Atomic<Int>(0)
    private let count: Int

    init(count: Int) { self.count = count }

    func next() -> Int? {
      let index = given.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }

    /// Ends the lanes after the items that they work on.
    func close() { given.store(count, ordering: .relaxed) }
  }
}
