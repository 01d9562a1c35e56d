// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Records
import Station

/// `sinhtrac record open`: at the centre, with the centre's key.
struct RecordOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a sealed record with the centre's key.",
    discussion: """
      Decrypts the record, checks who signed it, and writes its files into the folder DIR/ID. The \
      exit code is 5 when the record was changed, is not signed, or is signed by somebody whom no \
      --trust names: a station's own certificate, or that of the authority that issued it. A key \
      file's passphrase is asked for, or read as the first line of standard input.

      The same with OpenSSL alone:
        openssl cms -decrypt -inform DER -in r.cms -recip centre.pem -inkey centre.key -out r.p7s
        openssl cms -verify -binary -inform DER -in r.p7s -CAfile stations.pem -purpose any -out r.tar

      Examples:
        sinhtrac record open A-1.cms --key centre.key --trust station.pem --out opened
        sinhtrac record open A-1.cms --key centre.key --certificate centre.pem --trust stations.pem
      """)

  @Argument(help: "A sealed record (.cms).")
  var record: String

  @Option(
    help: ArgumentHelp("The private key of the centre, or of recovery (PEM).", valueName: "key"))
  var key: String

  @Option(
    help: ArgumentHelp("Its certificate; tells a wrong key from a change.", valueName: "cert"))
  var certificate: String?

  @Option(
    help: ArgumentHelp(
      "Certificate that signers are trusted by; may be repeated.", valueName: "cert"))
  var trust: [String]

  @Option(help: ArgumentHelp("Folder of all record folders; made when needed.", valueName: "dir"))
  var out = "opened"

  func run() throws {
    let sealed = try WholeFile.read(path: record, limit: SealedMessage.mostBytes)
    var trusted: [Certificate] = []
    for path in trust { trusted.append(try Certificate(file: file(path))) }
    let opened = try SealedMessage.open(
      sealed, as: recipient(), key: privateKey(), trusting: trusted)
    let archive = try RecordArchive(decoding: opened.content)
    let manifest = try Manifest(decoding: archive[ApplicationRecord.manifestName] ?? [])
    for part in archive.parts where part.name != ApplicationRecord.manifestName {
      try manifest.check(part)
    }
    let folder = RecordFolder(parent: out, id: manifest.enrollmentId)
    try folder.write(archive.parts, existing: .refuse)
    let time = UTCTime(secondsSince1970: Int(opened.signingTime))?.description ?? "unknown"
    try StandardOutput.print("opened  \(folder.path), \(archive.parts.count) files")
    try StandardOutput.print("signed  \(opened.signer.subject), \(time)")
  }

  private func file(_ path: String) throws -> [UInt8] {
    try WholeFile.read(path: path, limit: 1 << 20)
  }

  private func recipient() throws -> Certificate? {
    guard let certificate else { return nil }
    return try Certificate(file: file(certificate))
  }

  private func privateKey() throws -> PrivateKey {
    let bytes = try file(key)
    guard String(decoding: bytes, as: UTF8.self).contains("ENCRYPTED") else {
      return try PrivateKey(pem: bytes)
    }
    return try PrivateKey(pem: bytes, passphrase: SecretInput.ask("passphrase of \(key)"))
  }
}
