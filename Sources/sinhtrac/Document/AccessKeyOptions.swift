// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Document

/// What opens a chip: from the command line, the terminal, or standard input.
struct AccessKeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Card access number: six digits; of a personal number the last six. - reads it from standard "
        + "input.", valueName: "n"))
  var can: String?

  @Option(
    help: ArgumentHelp(
      "The MRZ, its lines in one or apart by blanks; or document number, birth and expiry (yyMMdd). "
        + "- reads it from standard input.", valueName: "text"))
  var mrz: String?

  /// Whether a key stands on the command line.
  var isGiven: Bool { can != nil || mrz != nil }

  /// The keys, the CAN first. Without options they are asked for, hidden, or read from standard input,
  /// one a line.
  func keys() throws -> [AccessKey] {
    guard isGiven else { return try asked() }
    return try [can, mrz].compactMap { $0 }.map { text in
      try Self.key(text == "-" ? StandardInput.lines(most: 3).joined(separator: " ") : text)
    }
  }

  private func asked() throws -> [AccessKey] {
    let lines =
      StandardInput.isTerminal
      ? [StandardInput.secret(prompt: "CAN or MRZ: ")].compactMap { $0 }
      : StandardInput.lines(most: 2)
    guard !lines.isEmpty else {
      throw ValidationError("Give --can or --mrz, or the CAN or MRZ on standard input.")
    }
    return try lines.map(Self.key)
  }

  static func key(_ text: String) throws -> AccessKey {
    let parts = text.split(whereSeparator: \.isWhitespace)
    if parts.count == 3, parts[1].count == 6, parts[2].count == 6 {
      if let key = AccessKey.machineReadableZone(
        documentNumber: parts[0], birth: parts[1], expiry: parts[2])
      {
        return key
      }
    }
    let joined = parts.joined()
    switch joined.count {
    case 6: return .cardAccessNumber(joined)
    case 12: return try PersonalNumber(joined).accessKey
    default: return try MachineReadableZone(joined).accessKey
    }
  }
}
