// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Biometrics
import Cryptography
public import KeyProtection
import Records
import Station

/// `sinhtrac station init`: keys, certificates, and whom records are sealed to.
struct StationInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a station's keys and pin the centre's certificate.",
    discussion: """
      Makes the key that signs records and the key that seals the disk, and writes the folder with \
      station.json (protected keys and pinned certificates), request.pem (a certificate request for \
      an authority) and certificate.pem (signed by the station itself, for a centre that trusts each \
      station by itself). Compare the fingerprints that are printed with those the centre tells.

      The passphrase or PIN is asked for on the terminal, or read as the first line of standard \
      input; it is never an option. With --protect tpm the keys are worth nothing outside this \
      machine's TPM 2.0; with --protect pkcs11 the signing key stays in the token.

      Examples:
        sinhtrac station init --folder /var/lib/sinhtrac --centre centre.pem --recovery recovery.pem
        sinhtrac station init --folder s --centre c.pem --recovery r.pem --protect tpm
        sinhtrac station init --folder s --centre c.pem --recovery r.pem --protect pkcs11 \\
          --module /usr/lib/softhsm/libsofthsm2.so --token KIT7
      """)

  @Option(help: ArgumentHelp("The station's folder; must not be there yet.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("The centre's certificate.", valueName: "cert"))
  var centre: String

  @Option(help: ArgumentHelp("Certificate of the recovery key.", valueName: "cert"))
  var recovery: String

  @Option(help: "What protects the keys: passphrase, tpm or pkcs11.")
  var protect: Protection = .passphrase

  @Option(help: ArgumentHelp("The station's name, at most 64 characters.", valueName: "name"))
  var name = "SAMPLEKIT"

  @Option(help: ArgumentHelp("With --protect tpm: the TPM.", valueName: "path"))
  var device = TPMProtector.usualDevice

  @Option(help: ArgumentHelp("With --protect pkcs11: the token's library.", valueName: "path"))
  var module: String?

  @Option(help: ArgumentHelp("With --protect pkcs11: the token's label.", valueName: "label"))
  var token: String?

  /// The station's own certificate is valid for ten years of 365 days.
  private static let validity: Int64 = 10 * 365 * 86_400

  func validate() throws {
    guard !folder.hasSuffix("/"), folder != ".", folder != ".." else {
      throw ValidationError(
        "--folder names a folder that is to be made, without a slash at its end.")
    }
    guard protect != .pkcs11 || module != nil else {
      throw ValidationError("--protect pkcs11 needs --module.")
    }
  }

  func run() throws {
    // Made whole or not at all, readable by this user alone.
    let place = RecordFolder(
      parent: FileSystem.folder(of: folder),
      id: String(folder.split(separator: "/").last ?? "station"))
    try place.prepare(existing: .refuse)
    let (centre, recovery) = (try certificate(at: centre), try certificate(at: recovery))
    let name = try DistinguishedName(commonName: name)
    let secret = try SecretInput.ask(protect == .passphrase ? "passphrase" : "PIN", isNew: true)
    let keys = try makeKeys(secret)
    let signingKey = try keys.protector.unlock(secret).signingKey
    let now = Int64(try Clock.now().secondsSince1970)
    // A day earlier, for clocks that differ.
    let own = try Certificate.selfSigned(
      for: signingKey, name: name, validity: now - 86_400...now + Self.validity, usage: .signing)
    let station = ProvisionedStation(
      name: self.name, keys: keys, certificate: own, centre: centre, recovery: recovery)
    let request = try CertificateRequest(for: signingKey, name: name)
    let files = [
      RecordPart(name: ProvisionedStation.fileName, bytes: try station.encoded()),
      RecordPart(name: "request.pem", bytes: request.pem),
      RecordPart(name: "certificate.pem", bytes: try own.pem()),
    ]
    try place.write(files, existing: .refuse)
    for (who, certificate) in [("station", own), ("centre", centre), ("recovery", recovery)] {
      try StandardOutput.print("\(who)  SHA-256 \(certificate.fingerprint())")
    }
  }

  private func makeKeys(_ secret: String) throws -> ProtectedKeys {
    switch protect {
    case .passphrase: .passphrase(try PassphraseProtector.create(passphrase: secret))
    case .tpm: .tpm(try TPMProtector.create(pin: secret, device: device))
    case .pkcs11:
      .pkcs11(try TokenProtector.create(pin: secret, module: module ?? "", token: token))
    }
  }

  /// A certificate that records can be sealed to.
  private func certificate(at path: String) throws -> Certificate {
    let certificate = try Certificate(file: WholeFile.read(path: path, limit: 1 << 20))
    guard certificate.keyKind != nil else {
      throw ValidationError("\(path): the key is neither EC P-256 nor RSA from 2048 bits.")
    }
    return certificate
  }
}

extension Protection: ExpressibleByArgument {}
