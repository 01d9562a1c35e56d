// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging
import Records

/// Where a template for comparison comes from: an image, our own template or a standard record.
struct TemplateSource: Sendable {
  let extractor: MinutiaExtractor
  let resolution: Resolution?
  /// What is done to an image, by its path, before it is extracted.
  var change: @Sendable (NormalizedImage, _ path: String) -> NormalizedImage = { image, _ in image }

  /// Reads a file, whose kind is known by its first bytes; images are extracted.
  func template(
    at path: String, _ workspace: ExtractionWorkspace
  ) throws -> FingerprintTemplate {
    let bytes = try InputFile.read(path)
    if TemplateFormat.detect(bytes) != nil {
      return FingerprintTemplate(minutiae: try MinutiaeTemplate(decoding: bytes))
    }
    if FingerprintTemplate.isEncoded(bytes) { return try FingerprintTemplate(decoding: bytes) }
    let file = try ImageFile.decode(bytes)
    let image = resolution == nil ? file : file.with(resolution: resolution)
    let normalized = change(try Normalizer().normalize(image), path)
    let features = try extractor.extract(normalized, workspace: workspace)
    guard let template = features.template() else { throw OutputError.inconsistentFeatures }
    return template
  }
}

/// Files that verbs take in.
enum InputFile {
  /// Largest file that is read: an uncompressed slap.
  private static let largestFile = 1 << 26

  static func read(_ path: String) throws(InputError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path), data.count <= largestFile
    else { throw .unreadable(path) }
    return [UInt8](data)
  }
}

/// Why a file could not be taken for comparison.
struct InputError: ExplainedError {
  let code: String
  let message: String

  static func unreadable(_ path: String) -> InputError {
    InputError(
      code: "unreadable-file",
      message: "\(path) cannot be read or is larger than 64 MiB. Check its name and owner.")
  }

  static func noPair(_ path: String, line: Int) -> InputError {
    InputError(
      code: "malformed-list",
      message:
        "Line \(line) of \(path) does not hold two paths. Write PROBE REFERENCE on each line.")
  }

  static func noImpressions(_ folder: String) -> InputError {
    InputError(
      code: "no-impressions",
      message: "\(folder) holds no files named FINGER_IMPRESSION, such as 101_1.png. "
        + "Name the images so.")
  }

  static func oneKindOnly(_ folder: String) -> InputError {
    InputError(
      code: "too-few-impressions",
      message: "\(folder) needs at least two fingers and two impressions of one of them.")
  }
}
