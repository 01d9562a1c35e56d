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

  /// Opens a store that is there, without the key to what is sealed in it: these verbs show and move
  /// nothing personal.
  func open(
    signer: (any MessageSigner)? = nil, trusting trust: Trust? = nil
  ) throws -> StationStore {
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

/// The key that signs in the station's name.
struct StationKeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The station's private key (PEM). A passphrase is asked for, hidden, or read from standard input.",
      valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The station's certificate (PEM or DER).", valueName: "file"))
  var certificate: String

  func signer() throws -> CertifiedKey {
    let pem = try WholeFile.read(path: key, limit: 1 << 16)
    let certificate = try Certificate(file: WholeFile.read(path: certificate, limit: 1 << 20))
    return try CertifiedKey(key: try privateKey(pem), certificate: certificate)
  }

  private func privateKey(_ pem: [UInt8]) throws -> PrivateKey {
    do throws(CryptoError) { return try PrivateKey(pem: pem) } catch {
      guard error.reason == .wrongPassphrase else { throw error }
    }
    let passphrase =
      StandardInput.secret(prompt: "Passphrase of \(key): ") ?? StandardInput.lines(most: 1).first
    return try PrivateKey(pem: pem, passphrase: passphrase)
  }
}
