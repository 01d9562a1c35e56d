// SPDX-License-Identifier: Apache-2.0

import Station

/// What is printed.
extension StationDesk {
  private struct Sheet: Encodable {
    struct Value: Encodable { let field, value: String }
    let kind = "sheet"
    let application, officer: String
    let person: [Value]
    let fingers, eyes, exceptions: Int
    let hasPortrait: Bool
  }

  private struct Receipt: Encodable {
    let kind = "receipt"
    let application, at, place, officer: String
    let code: [String]
  }

  /// `sheet` before the record is sealed, `receipt` afterwards.
  public func document(
    _ name: String, of id: String, by officer: Officer
  ) async throws -> JSONText {
    let state = try await sessions.session(id, by: officer.name).state
    switch name {
    case "sheet":
      return try JSONText(
        Sheet(
          application: id, officer: officer.name,
          person: state.person.map { .init(field: $0.field.rawValue, value: $0.chosen.value) },
          fingers: state.captures.count { $0.best != nil },
          eyes: state.eyes.count { $0.best != nil }, exceptions: state.exceptions.count,
          hasPortrait: state.portrait?.best != nil))
    case "receipt":
      guard let record = state.outcome?.submitted else {
        throw WebError(409, "not-sealed", "There is a receipt once the record is sealed.")
      }
      return try JSONText(
        Receipt(
          application: id, at: record.sealedAt, place: place.name, officer: officer.name,
          code: ReceiptCode(id)?.rows ?? []))
    default: throw WebError(404, "not-found", "There is no such paper.")
    }
  }
}
