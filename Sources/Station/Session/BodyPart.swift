// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A finger or an eye; in JSON its name, such as `right-index` or `left-eye`.
public enum BodyPart: Sendable, Hashable, Codable {
  /// One of the ten fingers.
  case finger(FingerPosition)
  /// One of the two eyes.
  case eye(EyeLabel)

  /// The name.
  public var name: String {
    switch self {
    case .finger(let finger): finger.name
    case .eye(let eye): eye.name
    }
  }

  /// Takes the name of a single finger or an eye; nil for any other text.
  public init?(name: String) {
    if let finger = FingerPosition(name: name), finger.isSingleFinger {
      self = .finger(finger)
    } else if let eye = EyeLabel(name: name) {
      self = .eye(eye)
    } else {
      return nil
    }
  }

  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let part = BodyPart(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no finger or eye")
    }
    self = part
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
