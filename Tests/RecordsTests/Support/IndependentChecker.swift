// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Checkers of record formats that share no code with this project: `../shared/tools` beside it.
enum IndependentChecker {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/tools")
  private static let python = "/usr/bin/python3"

  static let isPresent =
    FileManager.default.fileExists(atPath: folder.path)
    && FileManager.default.isExecutableFile(atPath: python)

  /// What the checker prints about a file with these bytes.
  static func run(_ checker: String, on bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = [folder.appending(path: checker).path, file.path]
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
