// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOConcurrencyHelpers
import Station
import Store

/// What supervisors may set at the station, kept in the store.
final class StationSettings: Sendable {
  private let vault: DraftVault
  private let kept: NIOLockedValueBox<CapturePolicy>

  private static let place = "station.policy"

  /// Whether a draft's id is the settings'.
  static func isSettings(_ id: String) -> Bool { id == place }

  /// Reads what was set before; `policy` where nothing was.
  init(_ vault: DraftVault, _ policy: CapturePolicy) throws {
    self.vault = vault
    let draft = try vault.load(Self.place)
    kept = NIOLockedValueBox(try draft.map { try CapturePolicy(decoding: $0.state) } ?? policy)
  }

  /// The policy in use.
  var policy: CapturePolicy { kept.withLockedValue { $0 } }

  /// Uses another one from now on, and keeps it. Throws `policy-malformed` and what the store throws.
  func set(_ policy: CapturePolicy) throws {
    let bytes = try policy.encoded()
    let checked = try CapturePolicy(decoding: bytes)
    try vault.save(Self.place, state: bytes)
    kept.withLockedValue { $0 = checked }
  }
}
