// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The disk of a traced program as a power cut after some call could leave it: whatever was forced to the
/// disk is there; of the rest each write is lost, whole or torn, and of the names in a folder only the
/// first changes may have come through.
struct PowerCut {
  private struct File {
    var durable: [UInt8] = []
    var pending: [(offset: Int, bytes: [UInt8], cut: Bool)] = []
    var length = 0
  }

  private enum Naming {
    case set(String, Int)
    case remove(String)
  }

  private var files: [File] = []
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pendingNames: [String: [Naming]] = [:]
  private(set) var acknowledged = ""
  private let folder: String

  /// `ignoringSync` is the control: a disk that never waits.
  init(_ calls: ArraySlice<TracedCall>, folder: String, ignoringSync: Bool) {
    self.folder = folder
    for call in calls { take(call, ignoringSync) }
  }

  private mutating func take(_ call: TracedCall, _ ignoringSync: Bool) {
    switch call {
    case .acknowledge(let text): acknowledged += text
    case .open(let path, let truncating): open(path, truncating)
    case .write(let path, let offset, let bytes):
      guard let file = names[path] else { return }
      write(file, offset ?? files[file].length, bytes)
    case .truncate(let path, let size):
      guard let file = names[path] else { return }
      files[file].pending.append((size, [], true))
      files[file].length = size
    case .rename(let old, let new):
      guard let file = names.removeValue(forKey: old) else { return }
      names[new] = file
      note(.remove(old), old)
      note(.set(new, file), new)
    case .unlink(let path):
      guard names.removeValue(forKey: path) != nil else { return }
      note(.remove(path), path)
    case .sync(let path): if !ignoringSync { sync(path) }
    }
  }

  private mutating func open(_ path: String, _ truncating: Bool) {
    guard path.hasPrefix(folder) else { return }
    guard names[path] == nil else {
      if truncating { take(.truncate(path, 0), false) }
      return
    }
    files.append(File())
    names[path] = files.count - 1
    note(.set(path, files.count - 1), path)
  }

  private mutating func write(_ file: Int, _ offset: Int, _ bytes: [UInt8]) {
    files[file].pending.append((offset, bytes, false))
    files[file].length = max(files[file].length, offset + bytes.count)
  }

  private mutating func note(_ naming: Naming, _ path: String) {
    pendingNames[Self.parent(path), default: []].append(naming)
  }

  private static func parent(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private mutating func sync(_ path: String) {
    if let file = names[path] {
      files[file].durable = files[file].pending.reduce(files[file].durable) {
        Self.applied($1.offset, $1.bytes, $1.cut, to: $0)
      }
      files[file].pending = []
    } else {
      // A folder's names only: a file that is forced to the disk does not bring its name along.
      for naming in pendingNames.removeValue(forKey: path) ?? [] { apply(naming) }
    }
  }

  private mutating func apply(_ naming: Naming) {
    switch naming {
    case .set(let path, let file): durableNames[path] = file
    case .remove(let path): durableNames[path] = nil
    }
  }

  private static func applied(
    _ offset: Int, _ bytes: [UInt8], _ cut: Bool, to content: [UInt8]
  ) -> [UInt8] {
    var content = content
    let end = cut ? offset : max(content.count, offset + bytes.count)
    if content.count < end { content += [UInt8](repeating: 0, count: end - content.count) }
    if cut { return Array(content.prefix(end)) }
    content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return content
  }

  /// Writes what is left into another folder.
  mutating func leave(in target: String, using random: inout some RandomNumberGenerator) throws {
    for changes in pendingNames.values {
      for change in changes.prefix(Int.random(in: 0...changes.count, using: &random)) {
        apply(change)
      }
    }
    let manager = FileManager.default
    try? manager.removeItem(atPath: target)
    for part in ["/outbox", "/drafts"] {
      try manager.createDirectory(atPath: target + part, withIntermediateDirectories: true)
    }
    for (path, file) in durableNames {
      let content = Self.torn(files[file].durable, files[file].pending, using: &random)
      try Data(content).write(to: URL(filePath: target + path.dropFirst(folder.count)))
    }
  }

  private static func torn(
    _ durable: [UInt8], _ pending: [(offset: Int, bytes: [UInt8], cut: Bool)],
    using random: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var content = durable
    for write in pending {
      let chance = Double.random(in: 0..<1, using: &random)
      guard chance >= 0.4 else { continue }
      // Disks write sectors of 512 bytes whole.
      let sectors = write.bytes.count / 512
      let kept =
        chance < 0.6 && sectors > 0
        ? Int.random(in: 1...sectors, using: &random) * 512 : write.bytes.count
      content = applied(write.offset, Array(write.bytes.prefix(kept)), write.cut, to: content)
    }
    return content
  }
}
