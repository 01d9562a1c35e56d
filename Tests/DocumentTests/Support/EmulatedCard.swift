// SPDX-License-Identifier: Apache-2.0

import CardReader
import Foundation
import Testing

/// The independent card emulator of `../shared/tools`, on a port of this machine.
final class EmulatedCard: Sendable {
  /// What is printed on the emulated card.
  struct Access: Decodable {
    let mrz: [String]
    let can: String
    let mrz_information: String
  }

  let access: Access
  let folder: URL
  private let port: UInt16
  private let process: ProcessBox

  /// Set up before it is shared, afterwards only ended.
  private final class ProcessBox: @unchecked Sendable {
    let process = Process()
  }

  /// Personalises a card and starts it. `personal` are switches of personalise.py, `switches` of the emulator;
  /// `change` may alter the files before.
  init(
    personal: [String] = [], switches: [String] = [], change: (URL) throws -> Void = { _ in }
  ) async throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "TemporaryDirectory.card-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.run([Self.tool("personalise.py"), folder.path] + personal)
    access = try JSONDecoder().decode(
      Access.self, from: Data(contentsOf: folder.appending(path: "access.json")))
    try change(folder)
    port = try TCPChannel.freePort()
    process = ProcessBox()
    let child = process.process
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments =
      ["python3", "-B", Self.tool("emrtd_card.py"), "--files", folder.path, "--can", access.can]
      + ["--mrz-info", access.mrz_information, "--listen", "127.0.0.1:\(port)"] + switches
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
  }

  deinit {
    // A child started from a thread of a pool inherits that thread's mask and never sees SIGTERM.
    kill(process.process.processIdentifier, SIGKILL)
    process.process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A powered card; waits until the emulator listens.
  func connect(extended: Bool = true) async throws(CardError) -> TCPChannel {
    for _ in 0..<600 {
      if let channel = TCPChannel(port: port, extended: extended) {
        await channel.power()
        return channel
      }
      try? await Task.sleep(for: .milliseconds(50))
    }
    throw CardError(.noCard, doing: "connecting to the emulated card")
  }

  /// Whether tools and Python are there.
  static let isPresent: Bool = {
    FileManager.default.fileExists(atPath: tool("emrtd_card.py"))
      && (try? run(["-c", "import cryptography.hazmat.decrepit.ciphers.algorithms, PIL"])) != nil
  }()

  private static func tool(_ name: String) -> String {
    SharedData.root.appending(path: "tools/\(name)").path
  }

  private struct ToolFailed: Error {}

  private static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolFailed() }
  }
}
