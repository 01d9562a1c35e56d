// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Reads the JSON of an application; every field is checked and an unknown one is refused.
///
/// Samples hold an example (`samples/applicant-01/application.json`).
public enum ApplicationReader {
  /// What `format` must say; another number means other fields.
  public static let format = "sinhtrac-application-1"
  /// Largest file; an application with every field filled takes a few kilobytes.
  public static let maximumBytes = 65_536
  /// Longest text of one field, in characters.
  public static let maximumText = 500

  /// Takes the bytes of the file.
  public static func read(_ bytes: [UInt8]) throws(ApplicationError) -> Application {
    guard bytes.count <= maximumBytes else {
      throw ApplicationError(
        .tooLarge,
        "The application has \(bytes.count) bytes; an application has at most \(maximumBytes).")
    }
    var file = try ApplicationObject(json: bytes)
    guard try file.text("format") == format else {
      throw file.invalid("format", "\"\(format)\"")
    }
    let application = Application(
      id: try id(&file), kind: try file.choice("kind"),
      applicant: try applicant(file.object("applicant")),
      representative: try file.optionalObject("representative").map(representative),
      missingFingers: try missingFingers(&file), notes: try file.optionalText("notes") ?? "")
    try file.finish()
    return application
  }

  /// The id names a folder: no path can hide in it.
  private static func id(_ file: inout ApplicationObject) throws(ApplicationError) -> String {
    let id = try file.text("id")
    let allowed = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard allowed, id.utf8.count <= Application.maximumIDLength, !id.hasPrefix("."),
      !id.hasPrefix("-")
    else {
      throw file.invalid(
        "id",
        "1 to \(Application.maximumIDLength) letters a-z, digits, - _ and ., the first one a letter, digit or _"
      )
    }
    return id
  }

  private static func applicant(
    _ given: ApplicationObject
  ) throws(ApplicationError) -> Applicant {
    var object = given
    let fullName = try object.text("fullName")
    guard let dateOfBirth = PartialDate(try object.text("dateOfBirth")) else {
      throw object.invalid(
        "dateOfBirth", "a date as YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
    }
    var details: [Applicant.Detail: String] = [:]
    for detail in Applicant.Detail.allCases {
      details[detail] = try object.optionalText(detail.rawValue)
    }
    let applicant = Applicant(
      fullName: fullName, dateOfBirth: dateOfBirth, sex: try object.choice("sex"),
      personalNumber: try personalNumber(&object), details: details)
    try object.finish()
    return applicant
  }

  private static func representative(
    _ given: ApplicationObject
  ) throws(ApplicationError) -> Representative {
    var object = given
    let representative = Representative(
      fullName: try object.text("fullName"), relationship: try object.text("relationship"),
      personalNumber: try personalNumber(&object))
    try object.finish()
    return representative
  }

  private static func personalNumber(
    _ object: inout ApplicationObject
  ) throws(ApplicationError) -> String? {
    guard let number = try object.optionalText("personalNumber") else { return nil }
    guard number.utf8.count == 12, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw object.invalid("personalNumber", "12 digits without blanks")
    }
    return number
  }

  private static func missingFingers(
    _ file: inout ApplicationObject
  ) throws(ApplicationError) -> [Application.MissingFinger] {
    var missing: [Application.MissingFinger] = []
    for given in try file.objects("missingFingers") {
      var object = given
      guard let finger = FingerPosition(name: try object.text("finger")), finger.isSingleFinger
      else {
        throw object.invalid(
          "finger", FingerPosition.tenFingers.map(\.name).joined(separator: ", "))
      }
      guard !missing.contains(where: { $0.finger == finger }) else {
        throw object.invalid("finger", "each finger once; \(finger.name) stands here a second time")
      }
      missing.append(
        Application.MissingFinger(
          finger: finger, reason: try object.choice("reason"),
          note: try object.optionalText("note") ?? ""))
      try object.finish()
    }
    return missing
  }
}
