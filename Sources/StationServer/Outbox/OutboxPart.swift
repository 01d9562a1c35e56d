// SPDX-License-Identifier: Apache-2.0

import Hummingbird
public import Store

/// Which records of the outbox a page shows: months of them lie there.
public struct OutboxPart: Sendable, Hashable, Codable {
  /// The group that is looked at.
  public let show: OutboxGroup
  /// Records of the group that stand on pages before.
  public let from: Int

  /// The first page, of all records where nothing else is said.
  public init(show: OutboxGroup = .all, from: Int = 0) { (self.show, self.from) = (show, from) }

  /// Reads `show` and `from`; both may be missing. Throws `malformed` for what is none.
  init(_ parameters: Parameters) throws(WebError) {
    let (show, from) = (parameters.get("show") ?? "all", parameters.get("from") ?? "0")
    guard let group = OutboxGroup(rawValue: show), let from = Int(from), from >= 0 else {
      throw WebError(400, "malformed", "There is no such part of the outbox.")
    }
    self.init(show: group, from: from)
  }
}
