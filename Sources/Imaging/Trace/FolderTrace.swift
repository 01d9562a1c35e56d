// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A trace kept as files `NNN-stage.png` and `NNN-stage.json`, numbered in the order they came.
///
/// A trace shows a person's fingers or eyes: the folder can be entered, and the files read, by their
/// owner only. The same input gives the same files, byte for byte.
public final class FolderTrace: StageTrace {
  /// Where the files are.
  public let folder: String
  /// What went wrong first; after that nothing more is written.
  public private(set) var failure: ImageError?
  private var count = 0

  /// Makes the folder, and those above it, with mode 0700; one that exists must be empty, so that no
  /// file of an earlier run is taken for this one's.
  ///
  /// Throws `unwritable-file`.
  public init(folder: String) throws(ImageError) {
    self.folder = folder
    try PrivateFolder.make(folder)
  }

  /// Keeps a grey picture as PNG; nil is left out.
  public func picture(_ stage: String, _ make: () -> GrayImage?) {
    guard let image = make() else { return }
    keep(stage, "png") { () throws(ImageError) in try ImageFile.encode(image, as: .png) }
  }

  /// Keeps a colour picture as PNG.
  public func colourPicture(_ stage: String, _ make: () -> Canvas) {
    let canvas = make()
    keep(stage, "png") { () throws(ImageError) in try canvas.png() }
  }

  /// Keeps JSON text, ended with a line feed.
  public func figures(_ stage: String, _ make: () -> String) {
    let text = make()
    keep(stage, "json") { Array("\(text)\n".utf8) }
  }

  /// Throws the first failure, if there was any; call it when the last stage is done.
  public func close() throws(ImageError) {
    if let failure { throw failure }
  }

  private func keep(
    _ stage: String, _ ending: String, _ bytes: () throws(ImageError) -> [UInt8]
  ) {
    guard failure == nil else { return }
    count += 1
    let digits = String(count)
    let number = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    do throws(ImageError) {
      let path = "\(folder)/\(number)-\(Self.fileName(stage)).\(ending)"
      try FileBytes.write(try bytes(), path: path, mode: 0o600)
    } catch {
      failure = error
    }
  }

  /// The stage's name without what could lead out of the folder.
  private static func fileName(_ stage: String) -> String {
    String(stage.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}

/// Folders that only their owner can enter.
private enum PrivateFolder {
  static func make(_ path: String) throws(ImageError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw refused(path) }
      made += "/"
    }
    guard let entries = opendir(path) else { throw refused(path) }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      guard isSelfOrParent(entry) else {
        throw ImageError(
          .unwritableFile, "The trace folder \(path) is not empty; name a new one or empty it.")
      }
    }
    guard chmod(path, 0o700) == 0 else { throw refused(path) }
  }

  private static func isSelfOrParent(_ entry: UnsafeMutablePointer<dirent>) -> Bool {
    withUnsafeBytes(of: entry.pointee.d_name) { name in
      let length = name.firstIndex(of: 0) ?? name.count
      return (1...2).contains(length) && name[..<length].allSatisfy { $0 == UInt8(ascii: ".") }
    }
  }

  private static func refused(_ path: String) -> ImageError {
    ImageError(
      .unwritableFile,
      "The trace folder \(path) cannot be made: \(FileBytes.systemReason()).")
  }
}
