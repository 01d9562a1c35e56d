// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Document
import Foundation

/// Reads a whole card and tells what came of it: a line for each file with its digest, one for each
/// question about its authenticity, and how many commands and how much CPU time it took.
struct DocumentRun {
  private let keys: [AccessKey]
  private let anchors: TrustAnchors
  private let reader: String?

  /// Takes the CAN, the certificate of the issuer in DER, and the reader's name.
  init(can: String, issuer: String, reader: String?) throws {
    keys = [.cardAccessNumber(can)]
    self.reader = reader
    let der = [UInt8](try Data(contentsOf: URL(filePath: issuer)))
    var anchors = TrustAnchors()
    anchors.add(try Certificate(der: der))
    self.anchors = anchors
  }

  func run() async throws {
    let readers = await CardReaders()
    print("route \(readers.choice.route.rawValue)")
    let before = clock()
    let reader = reader
    let reading = try await DocumentReader(keys: keys, anchors: anchors).read {
      () throws(CardError) in
      try await readers.open(name: reader, within: .seconds(20))
    }
    let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    for (file, outcome) in reading.files.sorted(by: { $0.key.identifier < $1.key.identifier }) {
      print(file.name, try word(outcome))
    }
    let authenticity = reading.authenticity
    print("hashes \(authenticity.hashes)")
    print("signature \(authenticity.signature)")
    print("issuer \(authenticity.issuer)")
    print("chip \(authenticity.chip)")
    print("access \(reading.access.protocolName) \(reading.access.keyKind)")
    print("commands \(reading.commandCount)")
    print("milliseconds \(Int(seconds * 1000))")
  }

  private func word(_ outcome: FileOutcome) throws -> String {
    switch outcome {
    case .read(let bytes): try SHA256.digest(of: bytes).hexadecimal
    case .absent: "absent"
    case .refused(let status): "refused \(String(status, radix: 16))"
    case .failed(let code): "failed \(code)"
    }
  }
}
