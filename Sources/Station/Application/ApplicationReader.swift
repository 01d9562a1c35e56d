// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Store

/// Reads the JSON of an application; every field is checked and an unknown one is refused.
///
/// Names of civil data are those of the manifest (OSIA). `samples/applicant-01/application.json` is
/// an example.
public enum ApplicationReader {
  /// What `format` must say; another number means other fields.
  public static let format = "sinhtrac-application-1"
  /// Largest file; an application with every field filled takes a few kilobytes.
  public static let maximumBytes = 65_536

  /// Takes the bytes of the file.
  public static func read(_ bytes: [UInt8]) throws(ApplicationError) -> Application {
    guard bytes.count <= maximumBytes else {
      throw ApplicationError(
        .tooLarge, "The application has more than \(maximumBytes) bytes; no application has.")
    }
    var file = try ApplicationObject(json: bytes)
    guard try file.text("format") == format else { throw file.invalid("format", "\"\(format)\"") }
    var proofs: [BodyPart: ExceptionProof] = [:]
    let application = Application(
      id: try id(&file), kind: try kind(file.object("request")),
      applicant: try applicant(file.object("applicant")), missing: try missing(&file, &proofs),
      missingEyes: try missingEyes(&file, &proofs), proofs: proofs,
      supervisor: try supervisor(&file))
    try file.finish()
    return application
  }

  private static func id(_ file: inout ApplicationObject) throws(ApplicationError) -> String {
    let id = try file.text("id")
    guard ApplicationRecord.isValid(id: id) else {
      throw file.invalid("id", "1 to 36 letters a-z, digits and hyphens, the first one no hyphen")
    }
    return id
  }

  private static func kind(_ given: ApplicationObject) throws(ApplicationError) -> ApplicationKind {
    var object = given
    let procedure: ApplicationKind.Procedure = try object.choice("procedure")
    let reason = try object.optionalText("reason")
    try object.finish()
    do {
      return try ApplicationKind(procedure, reason: reason)
    } catch {
      throw object.refused(error)
    }
  }

  private static func missing(
    _ file: inout ApplicationObject, _ proofs: inout [BodyPart: ExceptionProof]
  ) throws(ApplicationError) -> [MissingFinger] {
    var missing: [MissingFinger] = []
    for given in try file.objects("missingFingers") {
      var object = given
      let finger = FingerPosition(name: try object.text("finger"))
      let reason: MissingFinger.Reason = try object.choice("reason")
      guard let finger, let entry = MissingFinger(finger, reason) else {
        throw object.invalid(
          "finger", FingerPosition.tenFingers.map(\.name).joined(separator: ", "))
      }
      guard !missing.contains(where: { $0.finger == finger }) else {
        throw object.invalid("finger", "each finger once; \(finger.name) stands here a second time")
      }
      missing.append(entry)
      proofs[.finger(entry.finger)] = try ExceptionProof(
        remark: remark(&object), photo: photo(&object))
      try object.finish()
    }
    return missing
  }

  private static func missingEyes(
    _ file: inout ApplicationObject, _ proofs: inout [BodyPart: ExceptionProof]
  ) throws(ApplicationError) -> [MissingEye] {
    var missing: [MissingEye] = []
    for given in try file.objects("missingEyes") {
      var object = given
      let eye = EyeLabel(name: try object.text("eye"))
      let reason: EyeReason = try object.choice("reason")
      let remark = try object.optionalText("remark")
      guard let eye else { throw object.invalid("eye", "right-eye, left-eye") }
      guard let entry = MissingEye(eye, reason.recorded, remark: remark) else {
        throw object.invalid("remark", "1 to 126 plain letters, digits and signs")
      }
      guard !missing.contains(where: { $0.label == eye }) else {
        throw object.invalid("eye", "each eye once; \(eye.name) stands here a second time")
      }
      missing.append(entry)
      proofs[.eye(eye)] = try ExceptionProof(remark: remark, photo: photo(&object))
      try object.finish()
    }
    return missing
  }

  private static func remark(_ given: inout ApplicationObject) throws(ApplicationError) -> String? {
    guard let text = try given.optionalText("remark") else { return nil }
    guard (1...126).contains(text.count) else { throw given.invalid("remark", "1 to 126 letters") }
    return text
  }

  /// A file's name, never a path out of the application's folder.
  private static func photo(_ given: inout ApplicationObject) throws(ApplicationError) -> String? {
    guard let name = try given.optionalText("photo") else { return nil }
    guard (1...100).contains(name.utf8.count), !name.hasPrefix("."),
      name.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") })
    else { throw given.invalid("photo", "the name of a file beside the application") }
    return name
  }

  private static func supervisor(
    _ file: inout ApplicationObject
  ) throws(ApplicationError) -> String? {
    guard let id = try file.optionalText("supervisor") else { return nil }
    guard OperatorID(id) != nil else {
      throw file.invalid("supervisor", "1 to 16 lower-case letters, digits and hyphens")
    }
    return id
  }

  /// Words of the application for the codes of 17.028.
  private enum EyeReason: String, CaseIterable {
    case missing, unable

    var recorded: MissingEye.Reason { self == .missing ? .missing : .unable }
  }
}
