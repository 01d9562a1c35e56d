// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import FoundationEssentials
internal import Imaging

/// One file of the sample folder, in memory.
struct SampleFile {
  /// Path from the sample folder.
  let path: String
  let content: Content

  enum Content {
    case image(GrayImage)
    case document([UInt8])
  }

  /// SHA-256 of the pixels of an image, of the bytes of anything else.
  func digest() throws(SampleSetError) -> String {
    switch content {
    case .image(let image): try Self.digest(image.pixels, path)
    case .document(let bytes): try Self.digest(bytes, path)
    }
  }

  /// Writes the file, and the folder that it lies in where that is missing.
  func write(into folder: String) throws(SampleSetError) {
    let file = URL(filePath: folder).appending(path: path)
    do {
      let parent = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      switch content {
      case .image(let image): try ImageFile.write(image, path: file.path)
      case .document(let bytes): try Data(bytes).write(to: file, options: .atomic)
      }
    } catch {
      throw .unwritable(file.path, error)
    }
  }

  /// Digest of the pixels of an image file; nil where there is none that can be read.
  static func digest(ofImage path: String) throws(SampleSetError) -> String? {
    guard let image = try? ImageFile.read(path: path) else { return nil }
    return try digest(image.pixels, path)
  }

  /// Digest of a file's bytes; nil where it cannot be read.
  static func digest(ofDocument path: String) throws(SampleSetError) -> String? {
    guard let bytes = bytes(of: path) else { return nil }
    return try digest(bytes, path)
  }

  /// Bytes of a text file of the samples; nil where there is none, or it is larger than any is.
  static func bytes(of path: String) -> [UInt8]? {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size <= maximumDocument else { return nil }
    return (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) }
  }

  private static let maximumDocument = 1_048_576

  private static func digest(_ bytes: [UInt8], _ path: String) throws(SampleSetError) -> String {
    do {
      return try SHA256.digest(of: bytes).hexadecimal
    } catch {
      throw .noDigest(path, error)
    }
  }
}
