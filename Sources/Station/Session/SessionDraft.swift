// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Records

/// Everything of a session that is kept between two commands: what screens see, and what only the
/// record needs. Pictures and templates lie beside it as blobs.
struct SessionDraft: Sendable, Codable {
  /// Another layout gets another number.
  static let currentFormat = "sinhtrac-draft-1"
  /// Most command ids that are remembered; a session has about 60.
  static let mostCommands = 2000

  var format = SessionDraft.currentFormat
  var state: SessionState
  /// Ids of the commands that were carried out, oldest first.
  var applied: [String] = []
  /// The parts of the name as they were typed; empty where the usual order is good enough.
  var nameParts: [PersonField: String] = [:]
  /// What the kept captures are made of.
  var fingers: [KeptFinger] = []
  var eyes: [KeptEye] = []
  var portrait: KeptPortrait?
  /// Made once, before the first attempt to seal.
  var submission: Submission?
  /// Pictures and templates by name; not part of the coded state.
  var blobs: [String: [UInt8]] = [:]

  /// The numbers of a submission, which an interrupted one takes up again.
  struct Submission: Sendable, Codable {
    let record: String
    let secondsSince1970: Int
    let serial: Int
  }

  private enum CodingKeys: String, CodingKey {
    case format, state, applied, nameParts, fingers, eyes, portrait, submission
  }

  init(_ state: SessionState) { self.state = state }

  /// The coded state.
  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self))
  }

  /// Reads what `encoded` wrote, with its blobs.
  init(decoding bytes: [UInt8], blobs: [String: [UInt8]]) throws(SessionError) {
    do {
      self = try JSONDecoder().decode(SessionDraft.self, from: Data(bytes))
    } catch {
      throw .draft("its state cannot be read", error)
    }
    guard format == Self.currentFormat else { throw .draft("another version wrote it", nil) }
    self.blobs = blobs
  }

  /// Remembers a command.
  mutating func remember(_ id: String) {
    applied.append(id)
    applied.removeFirst(max(0, applied.count - Self.mostCommands))
    state.revision += 1
  }
}

/// Who does something, when, and by which rules.
struct CommandContext: Sendable {
  let desk: SessionDesk
  let officer: String
  let time: UTCTime

  var policy: CapturePolicy { desk.policy }
  /// The day in Viet Nam.
  var day: CalendarDate { time.date(hoursEast: EnrolmentRules.hoursEast) }
  /// RFC 3339.
  var at: String { time.description }
}
