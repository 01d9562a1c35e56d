// SPDX-License-Identifier: Apache-2.0

import USB

extension FingerScanner {
  /// A scanner behind a vendor's program: its name, looked for in PATH when it has no slash, and its
  /// arguments, split at blanks. It is started with the first capture.
  public init(adapter line: String, settings: ScannerSettings = ScannerSettings()) {
    let words = line.split(separator: " ").map(String.init)
    let program = words.first ?? ""
    let name = program.split(separator: "/").last.map(String.init) ?? program
    let identity = ScannerIdentity(
      id: "adapter@\(name)", driver: "adapter", name: "Vendor adapter \(name)",
      evidence: .shouldWork)
    let driver = AdapterDriver(
      program: program, arguments: Array(words.dropFirst()), settings: settings)
    self.init(identity, driver: driver, settings: settings)
  }
}
