// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Records

/// `sinhtrac centre init`: keys and certificates of a small office's centre.
struct CentreInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a centre's keys and certificates.",
    discussion: """
      Writes centre.key and centre.pem, and recovery.key and recovery.pem, into a folder. The keys are \
      under a passphrase, which is asked for or read from standard input. Stations get the two .pem \
      files (`station init`). Put recovery.key into a safe, away from the centre.

      Examples:
        sinhtrac centre init --folder office --name PHUONG-MAU
      """)

  @Option(help: ArgumentHelp("Folder of the centre.", valueName: "dir"))
  var folder = "centre"

  @Option(help: "The centre's name, as receipts show it.")
  var name: String

  @Option(help: "Years that the certificates are valid, 1 to 30.")
  var years = 10

  func validate() throws {
    guard (1...30).contains(years) else { throw ValidationError("--years must be 1 to 30.") }
  }

  func run() throws {
    let files = CentreFiles(folder: folder)
    let passphrase = try SecretInput.ask("new passphrase for the centre's keys", isNew: true)
    let now = Int64(try Clock.now().secondsSince1970)
    let validity = now - 86_400...now + Int64(years) * 366 * 86_400
    let (centre, recovery) = (try PrivateKey(.p256), try PrivateKey(.p256))
    let certificate = try Certificate.selfSigned(
      for: centre, name: .init(country: "VN", commonName: name), validity: validity,
      usage: .signingAndOpening)
    let second = try Certificate.selfSigned(
      for: recovery, name: .init(country: "VN", commonName: String(name.prefix(50)) + " recovery"),
      validity: validity, usage: .opening)
    try files.write([
      (files.key, try centre.pem(passphrase: passphrase)),
      (files.certificate, try certificate.pem()),
      (files.recoveryKey, try recovery.pem(passphrase: passphrase)),
      (files.recoveryCertificate, try second.pem()),
    ])
    try StandardOutput.print(
      """
      centre: \(name), certificate \(try SHA256.digest(of: certificate.der))
        for stations  \(files.certificate)  \(files.recoveryCertificate)
        into a safe   \(files.recoveryKey)
        next          sinhtrac centre serve --folder \(folder) --station STATION.pem
      """)
  }
}
