// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Document
import FoundationEssentials

/// The issuers that a station trusts, from files.
enum TrustFiles {
  /// Reads certificates in DER or PEM, and master lists. Throws `trust-file` naming the file that is neither.
  static func read(_ paths: [String]) throws -> TrustAnchors {
    var anchors = TrustAnchors()
    for path in paths {
      guard let bytes = try? [UInt8](Data(contentsOf: URL(filePath: path))) else {
        throw Unusable(path: path, cause: nil)
      }
      do {
        for certificate in pem(bytes) { anchors.add(try Certificate(der: certificate)) }
        if pem(bytes).isEmpty { try add(bytes, to: &anchors) }
      } catch { throw Unusable(path: path, cause: error) }
    }
    return anchors
  }

  private static func add(_ bytes: [UInt8], to anchors: inout TrustAnchors) throws {
    if let certificate = try? Certificate(der: bytes) {
      anchors.add(certificate)
    } else {
      try anchors.add(masterList: bytes)
    }
  }

  /// The certificates of a PEM file (RFC 7468); none for another file.
  private static func pem(_ bytes: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("-----BEGIN CERTIFICATE-----") else { return [] }
    return text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().compactMap {
      let body = $0.components(separatedBy: "-----END CERTIFICATE-----").first ?? ""
      let base64 = body.filter { !$0.isWhitespace }
      return Data(base64Encoded: base64).map { [UInt8]($0) }
    }
  }

  private struct Unusable: ExplainedError {
    let path: String
    let cause: (any Error)?
    let code = "trust-file"
    var message: String {
      "\(path) is no certificate (DER, PEM) or master list that can be read: name another file."
    }
  }
}
