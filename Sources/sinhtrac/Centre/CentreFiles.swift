// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import FoundationEssentials
import Station

/// The files of a centre's folder.
struct CentreFiles {
  let folder: String

  /// The centre's certificate: stations pin it and seal to it.
  var certificate: String { folder + "/centre.pem" }
  /// Its private key, under a passphrase.
  var key: String { folder + "/centre.key" }
  /// The certificate of the key that opens records when the centre's is lost.
  var recoveryCertificate: String { folder + "/recovery.pem" }
  /// That key, under the same passphrase; it belongs into a safe.
  var recoveryKey: String { folder + "/recovery.key" }

  /// Makes the folder and writes the files, none of which may be there.
  func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    if let taken = files.first(where: { FileSystem.exists($0.path) }) {
      throw CentreFilesError(
        code: "centre-exists", message: "\(taken.path) is there already; name another folder.")
    }
    for (path, bytes) in files {
      try DocumentFiles.write(
        bytes, named: URL(filePath: path).lastPathComponent, to: folder)
    }
  }

  /// The centre's key and certificate; the passphrase is asked for.
  func open() throws -> (key: PrivateKey, signer: CertifiedKey) {
    let pem = try WholeFile.read(path: key, limit: 1 << 16)
    let certificate = try Certificate(
      file: WholeFile.read(path: certificate, limit: 1 << 20))
    let key = try PrivateKey(
      pem: pem, passphrase: try SecretInput.ask("passphrase of \(self.key)"))
    return (key, try CertifiedKey(key: key, certificate: certificate))
  }
}

/// What is wrong with a centre's folder.
struct CentreFilesError: ExplainedError {
  let code: String
  let message: String
}
