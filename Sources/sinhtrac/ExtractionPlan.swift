// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging
import Records

/// Which image goes where; wrong plans are refused before any work is done.
struct ExtractionPlan {
  let jobs: [ExtractionJob]
  private let folders: [String]

  /// Throws `name-twice` when two images would be written to one file.
  init(
    images: [String], format: TemplateFormat, outputFolder: String?, traceFolder: String?,
    resolution: Resolution?
  ) throws(OutputError) {
    let needsNames = outputFolder != nil || traceFolder != nil
    jobs = try FileNames.stems(images, needed: needsNames).map { image, name in
      ExtractionJob(
        image: image, resolution: resolution, format: format,
        output: outputFolder.map { "\($0)/\(name).\(format.fileExtension)" },
        traceFolder: traceFolder.map { images.count > 1 ? "\($0)/\(name)" : $0 })
    }
    folders = [outputFolder].compactMap { $0 }
  }

  /// Makes the folder for templates, readable by its owner alone, where it is not there yet.
  func makeFolders() throws(OutputError) {
    for folder in folders { try OutputFolder.make(folder) }
  }
}

/// Names of results, after the images they come from.
enum FileNames {
  /// Each image with its name without folders and ending. Throws `name-twice` when names are needed
  /// and two images have the same.
  static func stems(
    _ images: [String], needed: Bool
  ) throws(OutputError) -> [(image: String, name: String)] {
    var imageOfName: [String: String] = [:]
    var stems: [(image: String, name: String)] = []
    for image in images {
      let name = stem(of: image)
      if needed, let other = imageOfName.updateValue(image, forKey: name) {
        throw .nameTwice(name, other, image)
      }
      stems.append((image, name))
    }
    return stems
  }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

/// Folders for results, readable by their owner alone.
enum OutputFolder {
  static func make(_ folder: String) throws(OutputError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unwritable(folder)
    }
  }
}

/// One image's way from file to template.
struct ExtractionJob: Sendable {
  let image: String
  let resolution: Resolution?
  let format: TemplateFormat
  let output: String?
  let traceFolder: String?

  /// What became of an image.
  struct Outcome: Sendable {
    let job: ExtractionJob
    let result: Result

    enum Result: Sendable {
      case success(Extracted)
      case failure(any ExplainedError)
    }
  }

  /// A template in the format that was asked for.
  struct Extracted: Sendable {
    let minutiae: Int
    let bytes: [UInt8]
  }

  /// Never throws: what went wrong with this image is its outcome.
  func run(_ extractor: MinutiaExtractor, _ workspace: ExtractionWorkspace) -> Outcome {
    do {
      let template = try extract(extractor, workspace)
      let bytes = try template.encoded(as: format)
      if let output { try write(bytes, to: output) }
      let extracted = Extracted(minutiae: template.minutiae.count, bytes: bytes)
      return Outcome(job: self, result: .success(extracted))
    } catch let error as any ExplainedError {
      return Outcome(job: self, result: .failure(error))
    } catch {
      return Outcome(job: self, result: .failure(OutputError.unexpected(error)))
    }
  }

  private func extract(
    _ extractor: MinutiaExtractor, _ workspace: ExtractionWorkspace
  ) throws -> MinutiaeTemplate {
    let file = try ImageFile.read(path: image, resolution: resolution)
    let normalized = try Normalizer().normalize(file)
    let trace = try traceFolder.map { try FolderTrace(folder: $0) }
    let features = try extractor.extract(normalized, workspace: workspace, trace: trace)
    try trace?.close()
    let template = features.template(impression: .unknown)
    guard let minutiae = template?.minutiae.beforeCropping(normalized.origin) else {
      throw OutputError.inconsistentFeatures
    }
    return minutiae
  }

  private func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(path)
    }
  }
}
