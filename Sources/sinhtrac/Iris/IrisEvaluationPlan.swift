// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Imaging

/// Which pictures show which eye.
struct IrisEvaluationPlan {
  struct Picture: Sendable {
    let eye, path: String
  }

  let pictures: [Picture]

  /// Every folder that directly holds pictures, of those named and below them, is one eye.
  init(folders: [String]) throws {
    var pictures: [Picture] = []
    for folder in folders { try Self.collect(folder, into: &pictures) }
    guard !pictures.isEmpty else { throw InputError.noPictures(folders.joined(separator: " ")) }
    self.pictures = pictures
  }

  /// A file with `EYE PATH` a line; empty lines are skipped.
  init(list path: String) throws {
    let lines = String(decoding: try InputFile.read(path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    pictures = try lines.enumerated().compactMap { number, line in
      let words = line.split(maxSplits: 1) { $0 == " " || $0 == "\t" || $0 == "\r" }
      guard !words.isEmpty else { return nil }
      let picture = words.count == 2 ? words[1].trimmingCharacters() : ""
      guard !picture.isEmpty else { throw InputError.noEyeAndPath(path, line: number + 1) }
      return Picture(eye: String(words[0]), path: picture)
    }
    guard !pictures.isEmpty else { throw InputError.noPictures(path) }
  }

  private static func collect(_ folder: String, into pictures: inout [Picture]) throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw InputError.unreadable(folder)
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if ImageFormat(path: name) != nil {
        pictures.append(Picture(eye: folder, path: path))
      } else if isFolder(path) {
        try collect(path, into: &pictures)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }
}

extension Substring {
  /// Without blanks at either end.
  fileprivate func trimmingCharacters() -> String {
    let tail = drop { $0 == " " || $0 == "\t" }
    return String(tail.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
  }
}

extension InputError {
  static func noPictures(_ place: String) -> InputError {
    InputError(
      code: "no-pictures",
      message: "\(place) names no picture of an eye. Put the pictures of each eye into a folder of "
        + "its own, or list them with EYE PATH a line.")
  }

  static func noEyeAndPath(_ path: String, line: Int) -> InputError {
    InputError(
      code: "malformed-list",
      message: "Line \(line) of \(path) does not hold an eye's name and a path. "
        + "Write EYE PATH on each line.")
  }
}
