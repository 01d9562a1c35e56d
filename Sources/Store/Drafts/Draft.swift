// SPDX-License-Identifier: Apache-2.0

public import Records

/// An application that is being worked on, as it was last saved.
public struct Draft: Sendable, Hashable {
  /// The application's id.
  public let id: String
  /// 1 for the first save; grows by one with each.
  public let version: Int
  /// When it was last saved.
  public let saved: UTCTime
  /// The session's state, in whatever form the session gave it.
  public let state: [UInt8]
  /// Images and other large parts by name.
  public let blobs: [String: [UInt8]]
}

/// What a list of drafts shows without opening their images.
public struct DraftSummary: Sendable, Hashable {
  /// The application's id.
  public let id: String
  /// How often it was saved.
  public let version: Int
  /// When it was last saved.
  public let saved: UTCTime
}
