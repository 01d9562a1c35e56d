// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Runs the built program as a user does, from the shell.
struct Program {
  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The executable lies beside the test bundle.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "sinhtrac").path

  /// Root folder of the package.
  static let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Runs `sinhtrac ARGUMENTS`, split at blanks, in the package's folder.
  static func run(_ arguments: String) throws -> Outcome {
    try shell("\"$SINHTRAC\" " + arguments)
  }

  /// Runs a shell line in which `"$SINHTRAC"` is the program.
  static func shell(_ line: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = packageFolder
    process.environment = ["SINHTRAC": executable, "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    let output = try Drain()
    let errors = try Drain()
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try process.run()
    process.waitUntilExit()
    return try Outcome(
      status: process.terminationStatus, output: output.text(), errors: errors.text())
  }

  /// What a JSON text holds.
  static func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// A file in place of a pipe: a pipe that nobody empties in time would stop the program.
  private struct Drain {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let handle: FileHandle

    init() throws {
      try Data().write(to: file)
      handle = try FileHandle(forWritingTo: file)
    }

    func text() throws -> String {
      try handle.close()
      defer { try? FileManager.default.removeItem(at: file) }
      return try String(decoding: Data(contentsOf: file), as: UTF8.self)
    }
  }
}
