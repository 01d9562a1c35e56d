// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Store

/// `sinhtrac audit`: who did what when.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Check the station's audit log.",
    discussion: """
      Examples:
        sinhtrac audit verify
      """,
    subcommands: [AuditVerify.self])
}

/// `sinhtrac audit verify`: is the audit log as it was written?
struct AuditVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Say whether the audit log was changed.",
    discussion: """
      Goes through the chain of hashes and the signed heads. A changed, dropped, swapped or inserted \
      row is always found. That rows were cut off at the end is found by a head that was kept \
      elsewhere (on a day report, a stick, at the centre) and given with --head. Rows after which the clock had been set \
      back are listed; they are no sign of a change.

      The exit code is 5 when something was changed.

      Examples:
        sinhtrac audit verify
        sinhtrac audit verify --certificate station.pem --json
      """)

  @OptionGroup var options: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Row number and hash of a head that was kept elsewhere.", valueName: "row:hash"))
  var head: String?

  @Option(
    help: ArgumentHelp(
      "The station's certificate; without it signatures are not looked at.", valueName: "file"))
  var certificate: String?

  @Flag(help: "Print JSON.")
  var json = false

  private struct Outcome: Encodable {
    let rows: Int
    let signedHeads: Int
    let head: String
    let clockWentBack: [Int]
    let findings: [String]
  }

  func run() throws {
    let station = try options.unlocked()
    let known =
      try certificate.map { try CertificateFiles.read([$0]) }
      ?? station.map { [$0.signer.certificate] }
    let check = known.map { Trust($0).signatureCheck }
    let verdict = try Self.verdict(
      AuditCheck(of: options.open(station).audit, external: external(), check: check))
    let outcome = Outcome(
      rows: verdict.rows, signedHeads: verdict.heads,
      head: "\(verdict.head.number):\(verdict.head.hash)", clockWentBack: verdict.clockWentBack,
      findings: verdict.findings.map(\.description))
    if json {
      try StandardOutput.print(json: outcome)
    } else {
      for finding in outcome.findings { try StandardOutput.print(finding) }
      for row in outcome.clockWentBack {
        try StandardOutput.print("the clock was set back before row \(row)")
      }
      let state = verdict.isSound ? "sound" : "CHANGED"
      try StandardOutput.print(
        "\(outcome.rows) rows, \(outcome.signedHeads) signed heads: \(state); head \(outcome.head)")
    }
    if !verdict.isSound { throw ProgramExit.tampered }
  }

  /// Goes through the whole log.
  private static func verdict(_ check: AuditCheck) throws -> AuditVerdict {
    var check = check
    var bar = ProgressBar("rows", total: check.all)
    defer { bar.finish() }
    while true {
      if let verdict = try check.advance() { return verdict }
      bar.advance(to: check.done)
    }
  }

  private func external() throws -> AuditHead? {
    guard let head else { return nil }
    let parts = head.split(separator: ":")
    guard parts.count == 2, let number = Int(parts[0]), number > 0,
      let hash = Digest256(hexadecimal: parts[1])
    else { throw ValidationError("--head takes a row number, a colon and 64 hexadecimal digits.") }
    return AuditHead(number: number, hash: hash)
  }
}
