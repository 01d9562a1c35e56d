// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes

/// A minutiae template that cannot be read, or cannot be written in the format asked for.
public struct TemplateError: ExplainedError, Hashable {
  /// `malformed-template`, `template-too-large`, `unknown-template-format`, `no-view`, or
  /// `not-in-format`.
  public let code: String
  /// What was being done, what was found, what to do.
  public let message: String

  static func malformed(_ format: String, _ cause: MalformedData) -> TemplateError {
    TemplateError(
      code: "malformed-template",
      message: "Reading a template as \(format): broken \(cause). Ask its maker for a new copy.")
  }

  static let unknownFormat = TemplateError(
    code: "unknown-template-format",
    message: """
      Reading a template: the bytes are neither ISO/IEC 19794-2 (2005, 2011), INCITS 378-2004 nor \
      this program's JSON. Give a file in one of these formats.
      """)

  static let tooLarge = TemplateError(
    code: "template-too-large",
    message: """
      Reading a template: it has more than \(MinutiaeRecord.maximumBytes) bytes, more than any \
      finger minutiae record. Give a template file.
      """)

  static let noView = TemplateError(
    code: "no-view",
    message: "Reading a template: the record holds no finger view. Give a record with one.")

  static func notInFormat(_ what: String, _ format: TemplateFormat) -> TemplateError {
    TemplateError(
      code: "not-in-format",
      message: "Writing a template as \(format.standard): \(what). Choose another format.")
  }
}
