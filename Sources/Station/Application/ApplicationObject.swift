// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Records

/// One JSON object of an application file, which knows where it stands and which keys were asked for.
struct ApplicationObject {
  private var members: [String: JSONValue]
  private let path: String

  /// Takes the bytes of a file that holds one object.
  init(json bytes: [UInt8]) throws(ApplicationError) {
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw ApplicationError(
        .malformed,
        "The application is not complete JSON text in UTF-8; compare it with samples/applicant-01/application.json."
      )
    }
    guard case .object(let members) = value else {
      throw ApplicationError(.malformed, "The application is JSON, but not one object in braces.")
    }
    self.init(members, path: "")
  }

  private init(_ members: [String: JSONValue], path: String) {
    self.members = members
    self.path = path
  }

  /// A text that must be there.
  mutating func text(_ key: String) throws(ApplicationError) -> String {
    guard let text = try optionalText(key) else { throw missing(key) }
    return text
  }

  /// A text that may be left out.
  mutating func optionalText(_ key: String) throws(ApplicationError) -> String? {
    switch members.removeValue(forKey: key) {
    case nil, .null: return nil
    case .text(let text):
      return text
    default: throw invalid(key, "a text in quotation marks")
    }
  }

  /// One of the raw values of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws(ApplicationError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text(key)) else {
      throw invalid(key, Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// An object that must be there.
  mutating func object(_ key: String) throws(ApplicationError) -> ApplicationObject {
    guard let object = try optionalObject(key) else { throw missing(key) }
    return object
  }

  /// An object that may be left out.
  mutating func optionalObject(_ key: String) throws(ApplicationError) -> ApplicationObject? {
    switch members.removeValue(forKey: key) {
    case nil, .null: return nil
    case .object(let members): return ApplicationObject(members, path: place(key) + ".")
    default: throw invalid(key, "an object in braces")
    }
  }

  /// A list of objects; empty when it is left out.
  mutating func objects(_ key: String) throws(ApplicationError) -> [ApplicationObject] {
    let wanted = "a list of objects"
    let values: [JSONValue]
    switch members.removeValue(forKey: key) {
    case nil, .null: return []
    case .list(let list): values = list
    default: throw invalid(key, wanted)
    }
    var objects: [ApplicationObject] = []
    for (index, value) in values.enumerated() {
      guard case .object(let members) = value else { throw invalid(key, wanted) }
      objects.append(ApplicationObject(members, path: "\(place(key))[\(index)]."))
    }
    return objects
  }

  /// Refuses what nobody asked for: a misspelt field must not be lost in silence.
  func finish() throws(ApplicationError) {
    guard let key = members.keys.min() else { return }
    // The key is the operator's own spelling; a long one could be anything, so only its start shows.
    let field = place(String(key.prefix(40)))
    throw ApplicationError(
      .unknownField, field: field,
      "The application has a field \(field), which no application has; correct its name or take it out."
    )
  }

  /// The error for a field that holds something else than `wanted`.
  func invalid(_ key: String, _ wanted: String) -> ApplicationError {
    ApplicationError(
      .invalidField, field: place(key), "The application's field \(place(key)) must be \(wanted).")
  }

  /// The error for civil data that the record refused; its message names the field.
  func refused(_ cause: RecordError) -> ApplicationError {
    let here = String(path.dropLast())
    return ApplicationError(
      .invalidField, field: here, "In the application's part \(here): \(cause.message)")
  }

  private func missing(_ key: String) -> ApplicationError {
    ApplicationError(
      .missingField, field: place(key),
      "The application has no field \(place(key)), which every application needs; fill it in.")
  }

  private func place(_ key: String) -> String { path + key }
}

/// Any JSON value.
private enum JSONValue: Decodable {
  case null
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])
  case other

  init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer() {
      if value.decodeNil() { self = .null; return }
      if let text = try? value.decode(String.self) { self = .text(text); return }
      if let object = try? value.decode([String: JSONValue].self) { self = .object(object); return }
      if let list = try? value.decode([JSONValue].self) { self = .list(list); return }
    }
    self = .other
  }
}
