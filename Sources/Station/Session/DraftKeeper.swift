// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Where unfinished sessions are kept; `Store.DraftVault` seals them on disk.
public protocol DraftKeeper: Sendable {
  /// Keeps a draft whole: afterwards it has this state and exactly these blobs. Returns when it
  /// would survive a power cut; blobs that did not change need not be written again.
  func save(_ id: String, state: [UInt8], blobs: [String: [UInt8]]) async throws

  /// The draft as it was saved last; nil where there is none.
  func load(_ id: String) async throws -> (state: [UInt8], blobs: [String: [UInt8]])?

  /// Makes a draft unreadable for ever; nothing happens where there is none.
  func destroy(_ id: String) async throws
}

/// Drafts in memory, for tests and for sessions that are not to leave a trace.
public final class MemoryDrafts: DraftKeeper {
  private struct Draft {
    let state: [UInt8]
    let blobs: [String: [UInt8]]
  }

  private let drafts = Mutex<[String: Draft]>([:])

  /// Holds nothing yet.
  public init() {}

  /// Keeps it.
  public func save(_ id: String, state: [UInt8], blobs: [String: [UInt8]]) {
    drafts.withLock { $0[id] = Draft(state: state, blobs: blobs) }
  }

  /// Gives it.
  public func load(_ id: String) -> (state: [UInt8], blobs: [String: [UInt8]])? {
    drafts.withLock { $0[id] }.map { ($0.state, $0.blobs) }
  }

  /// Forgets it.
  public func destroy(_ id: String) { drafts.withLock { $0[id] = nil } }

  /// Numbers of the applications that there are drafts of.
  public var list: [String] { drafts.withLock { $0.keys.sorted() } }
}
