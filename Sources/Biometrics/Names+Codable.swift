// SPDX-License-Identifier: Apache-2.0

/// In JSON a position is its name, such as `right-index`.
extension FingerPosition: Codable, CodingKeyRepresentable {
  /// Reads a name; any other text is corrupt.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let position = FingerPosition(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no finger position")
    }
    self = position
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// The name as a key of an object.
  public var codingKey: any CodingKey { NameKey(name) }

  /// Reads a key; nil for any other text.
  public init?<Key: CodingKey>(codingKey: Key) { self.init(name: codingKey.stringValue) }
}

/// In JSON an eye is its name: `right-eye` or `left-eye`.
extension EyeLabel: Codable {
  /// Reads a name; any other text is corrupt.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let label = name == EyeLabel.unknown.name ? .unknown : EyeLabel(name: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no eye")
    }
    self = label
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// In JSON an impression is its name, such as `live-scan-plain`.
extension ImpressionType: Codable {
  /// Reads a name; any other text is corrupt.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let type = ImpressionType(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no impression type")
    }
    self = type
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// A name as a key.
private struct NameKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
