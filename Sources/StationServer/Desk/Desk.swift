// SPDX-License-Identifier: Apache-2.0

/// All that the web application asks of the station behind it.
///
/// Every function may be called from several requests at once, checks itself what the officer may do,
/// and throws `ExplainedError`s whose code the screens translate. JSON goes through as it comes: its
/// forms stand in the OpenAPI document.
public protocol Desk: Sendable {
  /// What the sign-in screen shows before anybody is known.
  func face() async -> JSONText
  /// Checks a PIN. Throws `wrong-pin`, or `locked-out` with the seconds to wait.
  func signIn(_ name: String, pin: String) async throws -> Officer

  /// Today's people whose name, number or ticket holds the text, accents and case aside; all for "".
  func people(matching text: String) async throws -> JSONText
  /// Opens an application: one of today's list, a draft that was begun, or a new one without an id.
  func open(_ id: String?, by officer: Officer) async throws -> JSONText
  /// Where an application stands.
  func state(of id: String, by officer: Officer) async throws -> JSONText
  /// One step of the session; the same command twice has the effect of one.
  ///
  /// A supervisor is given where one has just shown the PIN to this very request.
  func perform(
    _ command: JSONText, on id: String, by officer: Officer, with supervisor: Officer?
  ) async throws -> JSONText
  /// A picture that was captured, small: name as the state gives it.
  func picture(_ name: String, of id: String, by officer: Officer) async throws -> Picture
  /// A page to print: `sheet` or `receipt`, as data for the screen.
  func document(_ name: String, of id: String, by officer: Officer) async throws -> JSONText

  /// Live capture: what the devices see and make of it, from now on.
  func live() -> Live
  /// Begins, hurries or ends a live capture.
  func capture(_ order: CaptureOrder, by officer: Officer) async throws

  /// A page of the station that is not about one applicant; of the outbox some records.
  func page(_ page: DeskPage, _ part: OutboxPart, by officer: Officer) async throws -> JSONText
  /// Something done on such a page, such as sending a record again.
  func act(
    _ action: JSONText, on page: DeskPage, by officer: Officer, with supervisor: Officer?
  ) async throws -> JSONText
  /// What the station does by itself while it is open, such as sending records; until it is cancelled.
  func work() async
  /// Writes into the audit chain that somebody signed in, locked or left; never throws.
  func note(_ event: VisitEvent, by officer: Officer) async
}

/// The pages of a station that are not about one applicant.
public enum DeskPage: String, Sendable, CaseIterable {
  case outbox, report, devices, audit, settings
}

/// What happens to a visit.
public enum VisitEvent: String, Sendable, CaseIterable {
  case signedIn = "signed-in"
  case locked, unlocked
  case signedOut = "signed-out"
}

/// Who works at the station. The name is an identifier for logs, not a person's name.
public struct Officer: Sendable, Hashable, Codable {
  /// What an officer may do.
  public enum Role: String, Sendable, Hashable, Codable { case officer, supervisor }

  /// Identifier, such as `cb01`.
  public let name: String
  /// What the officer may do.
  public let role: Role

  /// Takes both parts.
  public init(name: String, role: Role) { (self.name, self.role) = (name, role) }
}

/// Bytes that are JSON.
public struct JSONText: Sendable, Hashable {
  /// UTF-8.
  public let bytes: [UInt8]

  /// Takes bytes that are JSON.
  public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// An encoded image.
public struct Picture: Sendable, Hashable {
  /// `image/jpeg`, `image/png` or `image/svg+xml`.
  public let type: String
  /// The file.
  public let bytes: [UInt8]

  /// Takes both parts.
  public init(type: String, bytes: [UInt8]) { (self.type, self.bytes) = (type, bytes) }
}

/// What the screen asks of a device.
public struct CaptureOrder: Sendable, Hashable, Codable {
  /// What is to be done.
  public enum Action: String, Sendable, Hashable, Codable {
    /// Show what the device sees and capture by itself.
    case start
    /// Take the picture now.
    case now
    /// Put the device to rest.
    case stop
  }

  /// What is to be done.
  public let action: Action
  /// The application that it is for.
  public let application: String
  /// What is captured: a finger position's name, `eyes`, `right-eye`, `left-eye`, `portrait`, `card`.
  public let target: String

  /// Takes all parts.
  public init(_ action: Action, application: String, target: String) {
    (self.action, self.application, self.target) = (action, application, target)
  }
}
