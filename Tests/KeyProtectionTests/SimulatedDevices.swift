// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A TPM simulated by swtpm in a folder of its own; ends with this object.
final class SimulatedTPM {
  static let isThere = programExists("swtpm")

  let path: String
  private let folder: URL
  private let process = Process()

  init() throws {
    // Short, as a socket's path has at most 107 bytes.
    folder = FileManager.default.temporaryDirectory.appending(
      path: "tpm-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "s").path
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swtpm", "socket", "--tpm2", "--tpmstate", "dir=\(folder.path)", "--server",
      "type=unixio,path=\(path)", "--flags", "not-need-init,startup-clear",
    ]
    try process.run()
    // Until it listens; it ends where it cannot.
    while try !isListening() {
      try #require(process.isRunning, "swtpm ended at once")
      usleep(10_000)
    }
  }

  /// Whether its socket takes connections: the file is there a moment earlier, and refuses them. The flag is
  /// the kernel's `__SO_ACCEPTCON`.
  private func isListening() throws -> Bool {
    try String(contentsOfFile: "/proc/net/unix", encoding: .utf8).split(separator: "\n").contains {
      let fields = $0.split(separator: " ")
      return fields.last == Substring(path) && fields.count > 3 && fields[3] == "00010000"
    }
  }

  deinit {
    // It inherits a mask that blocks the gentler signal.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// A token simulated by SoftHSM2.
struct SimulatedToken {
  static let module = "/usr/lib/softhsm/libsofthsm2.so"
  static let isThere =
    programExists("softhsm2-util") && FileManager.default.fileExists(atPath: module)

  let label = "sinhtrac test"

  init(pin: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let settings = folder.appending(path: "softhsm2.conf")
    try Data("directories.tokendir = \(folder.path)\nobjectstore.backend = file\n".utf8)
      .write(to: settings)
    // Read by the library, in this process, when it is first started.
    setenv("SOFTHSM2_CONF", settings.path, 1)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin",
      "2718281",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

private func programExists(_ name: String) -> Bool {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
  }
}
