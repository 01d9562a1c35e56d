// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import Glibc

extension QualityModel {
  /// Largest file of a model: three times NIST's YAML.
  public static let maximumFileSize = 64 << 20
  /// MD5 of the compact file of NIST's forest, as `encoded()` makes it.
  static let nistCompactDigest = "2e18c6b752f18b9acddbca7a62f52010"

  /// Reads NIST's YAML of NFIQ 2.3, or a compact file.
  ///
  /// The YAML is known by its MD5, and so is the compact file of its forest; another YAML is refused.
  /// Memory stays near that of the forest, 1.1 MB. Throws `unreadable-model`, `malformed-model`,
  /// `unknown-model`.
  public init(path: String) throws(ForestError) {
    var file = try ModelFile(path)
    let start = try file.next()
    if start.starts(with: CompactForest.mark) {
      try self.init(compact: try file.rest(after: start))
    } else {
      try self.init(text: &file, start: start)
    }
  }

  /// Reads a compact file from memory.
  public init(compact bytes: [UInt8]) throws(ForestError) {
    let file = try CompactForest(decoding: bytes)
    let digest = Self.hexadecimal(try Self.digest(of: bytes))
    let isNIST = digest == Self.nistCompactDigest
    self.init(
      identity: isNIST ? .nist : Identity(name: file.name, digest: digest), forest: file.forest)
  }

  /// The compact file of the model: the same forest in 2 % of the YAML's size.
  public func encoded() throws -> [UInt8] {
    try CompactForest(name: identity.name, forest: forest).encoded()
  }

  private init(text file: inout ModelFile, start: [UInt8]) throws(ForestError) {
    var reader = ForestTextReader()
    var piece = start
    do {
      let digest = try MD5()
      while !piece.isEmpty {
        try digest.update(piece)
        try reader.read(piece)
        piece = try file.next()
      }
      let found = Self.hexadecimal(try digest.finish())
      guard found == Identity.nist.digest else {
        throw ForestError.unknown("its MD5 is \(found), not \(Identity.nist.digest)")
      }
      self.init(identity: .nist, forest: try reader.finish())
    } catch let error as ForestError {
      throw error
    } catch {
      throw .unreadable(file.path, "\(error)")
    }
  }

  private static func digest(of bytes: [UInt8]) throws(ForestError) -> [UInt8] {
    do { return try MD5.digest(of: bytes) } catch { throw .malformed("no digest: \(error)") }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// A model's file, read in pieces of limited size and length.
private struct ModelFile: ~Copyable {
  let path: String
  private let file: Int32
  private var count = 0

  private static let pieceSize = 1 << 18

  init(_ path: String) throws(ForestError) {
    self.path = path
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw .unreadable(path, String(cString: strerror(errno)).lowercased())
    }
  }

  deinit { close(file) }

  /// The next bytes; empty at the end.
  mutating func next() throws(ForestError) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    let got = read(file, &piece, Self.pieceSize)
    guard got >= 0 else { throw .unreadable(path, String(cString: strerror(errno)).lowercased()) }
    count += got
    guard count <= QualityModel.maximumFileSize else {
      throw .unreadable(path, "it has more than \(QualityModel.maximumFileSize) bytes")
    }
    return Array(piece[..<got])
  }

  mutating func rest(after start: [UInt8]) throws(ForestError) -> [UInt8] {
    var bytes = start
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}
