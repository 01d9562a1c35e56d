// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// An independent checker of ANSI/NIST-ITL files, where it lies beside the project.
enum ForeignCheck {
  static let tool = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/tools/an2kcheck.py").standardizedFileURL.path

  static func accepts(_ record: [UInt8]) throws {
    guard FileManager.default.fileExists(atPath: tool) else {
      print("SKIPPED: no an2kcheck.py beside the project; the record was checked by ours alone")
      return
    }
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(record).write(to: URL(filePath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", tool, file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: output, as: UTF8.self))")
  }
}
