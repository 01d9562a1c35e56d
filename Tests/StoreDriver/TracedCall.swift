// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One system call of a traced program that changes a disk, or says that something is safe.
enum TracedCall {
  case open(String, truncating: Bool)
  case write(String, at: Int?, [UInt8])
  case truncate(String, Int)
  case sync(String)
  case rename(String, String)
  case unlink(String)
  case acknowledge(String)

  /// Reads what `strace -f -y -xx -s 2000000` wrote; calls that failed or say nothing here are left out.
  static func all(in log: String) throws -> [TracedCall] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard let equals = line.range(of: " = ", options: .backwards),
        line[equals.upperBound...].first != "-",
        let bracket = line.firstIndex(of: "(")
      else { return nil }
      let name = line[..<bracket].split(separator: " ").last ?? ""
      return TracedCall(String(name), String(line[bracket..<equals.lowerBound]))
    }
  }

  private init?(_ name: String, _ arguments: String) {
    let strings = Self.strings(arguments)
    let path = Self.descriptor(arguments)
    let numbers = arguments.dropLast().split(separator: ",").map {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    switch name {
    case "openat":
      guard let text = strings.first.map(Self.text), arguments.contains("O_CREAT") else {
        return nil
      }
      self = .open(text, truncating: arguments.contains("O_TRUNC"))
    case "pwrite64":
      guard let path, let bytes = strings.first, let offset = numbers.last ?? nil else {
        return nil
      }
      self = .write(path, at: offset, bytes)
    case "write":
      guard let path, let bytes = strings.first else { return nil }
      self = .write(path, at: nil, bytes)
    case "ftruncate":
      guard let path, let size = numbers.last ?? nil else { return nil }
      self = .truncate(path, size)
    case "fsync", "fdatasync":
      guard let path else { return nil }
      self = .sync(path)
    case "rename":
      guard strings.count == 2 else { return nil }
      self = .rename(Self.text(strings[0]), Self.text(strings[1]))
    case "unlink":
      guard let text = strings.first.map(Self.text) else { return nil }
      self = .unlink(text)
    case "writev":
      guard let bytes = strings.first else { return nil }
      self = .acknowledge(Self.text(bytes))
    default: return nil
    }
  }

  /// The path that `-y` puts behind a descriptor's number, in plain or in hexadecimal letters.
  private static func descriptor(_ arguments: String) -> String? {
    guard let start = arguments.firstIndex(of: "<"),
      let end = arguments[start...].firstIndex(of: ">")
    else { return nil }
    let inside = String(arguments[arguments.index(after: start)..<end])
    return inside.hasPrefix("\\x") ? text(bytes(inside)) : inside
  }

  /// Texts between quotation marks, all in `\xNN`.
  private static func strings(_ arguments: String) -> [[UInt8]] {
    arguments.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { bytes(String($0.element)) }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "x") }
    let values = digits.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
