// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Records
import Station
import Store

/// Which store a verb works on.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Folder of the station's store.", valueName: "dir"))
  var store = "store"

  @Option(
    help: ArgumentHelp(
      """
      Folder of a station that `station init` set up, instead of --store: its key signs the audit log. \
      Its passphrase or PIN is asked for.
      """, valueName: "dir"))
  var station: String?

  /// The station that --station names, unlocked; nil where it names none.
  func unlocked() throws -> UnlockedStation? { try station.map { try UnlockedStation(folder: $0) } }

  /// Opens a store that is there: the unlocked station's, else without the key to what is sealed in it, for
  /// these verbs show and move nothing personal.
  func open(
    _ station: UnlockedStation? = nil, signer: (any MessageSigner)? = nil,
    trusting trust: Trust? = nil
  ) throws -> StationStore {
    if let station { return try station.openStore() }
    if self.station != nil { return try open(unlocked()) }
    guard FileSystem.exists(store + "/store.sqlite") else {
      throw StoreError(.unusable, "\(store) is no station's store. Name its folder with --store.")
    }
    var sign: HeadSigner?
    if let signer { sign = { digest in try signer.signature(of: digest) } }
    return try StationStore(
      folder: store, key: nil, signer: sign, openReceipt: trust?.receiptOpener)
  }
}

/// Certificates from files.
enum CertificateFiles {
  static func read(_ paths: [String]) throws -> [Certificate] {
    try paths.map { path in
      try Certificate(file: WholeFile.read(path: path, limit: 1 << 20))
    }
  }
}

/// The key that signs in the name of a station that has loose files of it.
struct StationKeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Without --station: the private key (PEM). A passphrase is asked for, hidden, or read from standard \
      input.
      """, valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp("Without --station: the certificate (PEM or DER).", valueName: "file"))
  var certificate: String?

  func signer() throws -> CertifiedKey {
    guard let key, let certificate else {
      throw ValidationError("Give --station, or both --key and --certificate.")
    }
    let pem = try WholeFile.read(path: key, limit: 1 << 16)
    let own = try Certificate(file: WholeFile.read(path: certificate, limit: 1 << 20))
    return try CertifiedKey(key: try privateKey(pem, key), certificate: own)
  }

  private func privateKey(_ pem: [UInt8], _ key: String) throws -> PrivateKey {
    do throws(CryptoError) { return try PrivateKey(pem: pem) } catch {
      guard error.reason == .wrongPassphrase else { throw error }
    }
    let passphrase =
      StandardInput.secret(prompt: "Passphrase of \(key): ") ?? StandardInput.lines(most: 1).first
    return try PrivateKey(pem: pem, passphrase: passphrase)
  }
}
