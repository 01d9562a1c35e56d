// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import FoundationEssentials

/// The samples that come with the project: made from seeds, checked by digest.
public enum SampleSet {
  /// Name of the manifest in the sample folder.
  public static let manifestName = "manifest.json"

  /// Makes all samples in a folder, which is created where it is missing, and says what was made.
  ///
  /// Files of the same names are replaced, others left alone. `progress` is told each path.
  /// Throws `unwritable-samples`. Takes about three seconds in release.
  @discardableResult
  public static func make(
    into folder: String, progress: (String) -> Void = { _ in }
  ) throws(SampleSetError) -> SampleManifest {
    let manifest = try generate { file throws(SampleSetError) in
      try file.write(into: folder)
      progress(file.path)
    }
    let text = SampleFile(path: manifestName, content: .document(try encoded(manifest)))
    try text.write(into: folder)
    return manifest
  }

  /// Makes the first `count` impressions of the mixed-quality set in a folder, named
  /// FINGER_IMPRESSION as error rates are measured on.
  ///
  /// `progress` is told each path. Throws `unwritable-samples`. Takes about 0.15 s an impression.
  public static func makeImpressions(
    _ count: Int, into folder: String, progress: (String) -> Void = { _ in }
  ) throws(SampleSetError) {
    let set = MixedQualitySet()
    let grades = QualityGrade.allCases
    for number in 0..<count {
      let finger = set.finger(number / grades.count)
      let grade = grades[number % grades.count]
      let path = "\(number / grades.count + 1)_\(grade.rawValue + 1).png"
      let image = set.impression(of: finger, grade).image
      try SampleFile(path: path, content: .image(image)).write(into: folder)
      progress(path)
    }
  }

  /// Makes all samples anew in memory and compares a folder with them; gives its manifest.
  ///
  /// `progress` is told each path. Throws `samples-differ` with every file that is missing, altered
  /// or no longer what its seed makes, and `unreadable-samples` where there is no manifest.
  @discardableResult
  public static func check(
    folder: String, progress: (String) -> Void = { _ in }
  ) throws(SampleSetError) -> SampleManifest {
    let recorded = try manifest(in: folder)
    let made = try generate { file in progress(file.path) }
    var differences = try altered(in: folder, from: made)
    if recorded != made { differences.append("\(manifestName) lists other samples") }
    guard differences.isEmpty else { throw .differ(folder, differences) }
    return recorded
  }

  /// Compares the files of a folder with its own manifest, without making any; gives the manifest.
  ///
  /// Throws as `check(folder:)`.
  @discardableResult
  public static func checkFiles(folder: String) throws(SampleSetError) -> SampleManifest {
    let recorded = try manifest(in: folder)
    let differences = try altered(in: folder, from: recorded)
    guard differences.isEmpty else { throw .differ(folder, differences) }
    return recorded
  }

  /// Reads the manifest of a sample folder; throws `unreadable-samples`.
  public static func manifest(in folder: String) throws(SampleSetError) -> SampleManifest {
    let path = "\(folder)/\(manifestName)"
    guard let bytes = SampleFile.bytes(of: path),
      let manifest = try? JSONDecoder().decode(SampleManifest.self, from: Data(bytes)),
      manifest.format == SampleManifest.currentFormat
    else { throw .unreadable(path) }
    return manifest
  }

  /// Makes every sample, hands it to `take` and keeps its entry.
  private static func generate(
    _ take: (SampleFile) throws(SampleSetError) -> Void
  ) throws(SampleSetError) -> SampleManifest {
    let applicant = SampleApplicant.first
    var manifest = SampleManifest(images: [], eyes: [], documents: [])
    for sample in applicant.fingers {
      let (finger, impression) = sample.impression()
      let path = "\(applicant.folder)/\(sample.file)"
      let file = SampleFile(path: path, content: .image(impression.image))
      try take(file)
      manifest.images.append(
        SampleManifest.Image(
          path: path, digest: try file.digest(), sample: sample, finger, impression))
    }
    for sample in applicant.eyes {
      let picture = sample.picture()
      let path = "\(applicant.folder)/\(sample.file)"
      let file = SampleFile(path: path, content: .image(picture.image))
      try take(file)
      manifest.eyes.append(
        SampleManifest.Eye(path: path, digest: try file.digest(), sample: sample, picture))
    }
    let application = SampleFile(
      path: "\(applicant.folder)/application.json",
      content: .document(Array(applicant.application.utf8)))
    try take(application)
    manifest.documents.append(
      SampleManifest.Document(path: application.path, sha256: try application.digest()))
    return manifest
  }

  /// One line for each file that has not the digest of the manifest.
  private static func altered(
    in folder: String, from manifest: SampleManifest
  ) throws(SampleSetError) -> [String] {
    var differences: [String] = []
    for image in manifest.images {
      let found = try SampleFile.digest(ofImage: "\(folder)/\(image.path)")
      if let line = difference(image.path, image.pixelsSHA256, found) { differences.append(line) }
    }
    for eye in manifest.eyes {
      let found = try SampleFile.digest(ofImage: "\(folder)/\(eye.path)")
      if let line = difference(eye.path, eye.pixelsSHA256, found) { differences.append(line) }
    }
    for document in manifest.documents {
      let found = try SampleFile.digest(ofDocument: "\(folder)/\(document.path)")
      if let line = difference(document.path, document.sha256, found) { differences.append(line) }
    }
    return differences
  }

  private static func difference(_ path: String, _ wanted: String, _ found: String?) -> String? {
    guard let found else { return "\(path) cannot be read" }
    return found == wanted ? nil : "\(path) has other content"
  }

  private static func encoded(_ manifest: SampleManifest) throws(SampleSetError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(manifest)) + Array("\n".utf8)
    } catch {
      throw .unwritable(manifestName, error)
    }
  }
}
