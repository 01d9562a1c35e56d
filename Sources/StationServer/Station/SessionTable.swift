// SPDX-License-Identifier: Apache-2.0

import Station

/// The sessions that are in hand: one for each application, however many pages show it.
actor SessionTable {
  nonisolated let desk: SessionDesk
  private let settings: StationSettings
  private var open: [(application: String, session: Task<EnrolmentSession, any Error>)] = []

  /// Sessions that are kept in memory; the others are on the disk and are taken up again.
  private static let most = 4

  init(_ desk: SessionDesk, settings: StationSettings) {
    (self.desk, self.settings) = (desk, settings)
  }

  /// The session of an application. `isNew` begins it where there is none.
  func session(
    _ application: String, by officer: String, isNew: Bool = false
  ) async throws -> EnrolmentSession {
    if let known = open.first(where: { $0.application == application }) {
      return try await known.session.value
    }
    var desk = desk
    desk.policy = settings.policy
    let task = Task { [desk] () throws -> EnrolmentSession in
      try await EnrolmentSession.open(application, at: desk, by: officer, isNew: isNew)
    }
    open.append((application, task))
    if open.count > Self.most { open.removeFirst() }
    do {
      return try await task.value
    } catch {
      forget(application)
      throw error
    }
  }

  /// Lets go of a session that has ended.
  func forget(_ application: String) { open.removeAll { $0.application == application } }
}
