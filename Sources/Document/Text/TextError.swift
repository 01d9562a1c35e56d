// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a text of a card cannot be read at all. Holds no part of the text.
public struct TextError: ExplainedError, Hashable {
  /// What is wrong.
  public enum Reason: String, Sendable, CaseIterable {
    /// An MRZ has neither 3 lines of 30, 2 of 36 nor 2 of 44 characters.
    case mrzLength = "mrz-length"
    /// An MRZ has other characters than A to Z, 0 to 9 and <.
    case mrzCharacter = "mrz-character"
    /// A personal number has other than 12 digits.
    case numberFormat = "number-format"
    /// A QR code has fewer than the seven fields of the card.
    case qrFields = "qr-fields"
    /// A field of a QR code does not follow its format.
    case qrField = "qr-field"
  }

  /// What is wrong.
  public let reason: Reason
  /// The place: a line and column, or a field's name; empty where it is the whole.
  public let place: String

  init(_ reason: Reason, _ place: String = "") { (self.reason, self.place) = (reason, place) }

  /// The reason in kebab-case.
  public var code: String { reason.rawValue }

  /// What was found and what to do.
  public var message: String {
    let place = place.isEmpty ? "" : " (\(place))"
    return switch reason {
    case .mrzLength:
      "The MRZ has \(self.place): give three lines of 30 characters, two of 36 or two of 44."
    case .mrzCharacter: "The MRZ has a character other than A-Z, 0-9 and <\(place): read it again."
    case .numberFormat: "A personal number has 12 digits\(place): compare it with the card."
    case .qrFields:
      "The QR code has \(self.place) fields, a citizen's card has seven or more: is it another code?"
    case .qrField: "The QR code's \(self.place) does not follow its format: scan it again."
    }
  }
}
