// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Records
import Store

/// Fills an outbox with sealed records of made-up content, and says whether all of them arrived, once.
///
/// `TransferDriver fill FOLDER CENTRE.pem COUNT BYTES` makes or goes on with the station in FOLDER;
/// `TransferDriver check FOLDER RECORDS` compares its outbox with the folder of the centre's records.
@main
enum TransferDriver {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "fill" where arguments.count == 5:
      try fill(
        arguments[2], centre: arguments[3], count: Int(arguments[4]) ?? 0,
        bytes: Int(arguments[5]) ?? 0)
    case "check" where arguments.count == 3: try check(arguments[2], records: arguments[3])
    default:
      print("usage: TransferDriver fill FOLDER CENTRE.pem COUNT BYTES | check FOLDER RECORDS")
      exit(2)
    }
  }

  private static func fill(_ folder: String, centre: String, count: Int, bytes: Int) throws {
    let station = try station(in: folder)
    let recipient = try Certificate(file: read(centre))
    let store = try StationStore(folder: folder + "/store", key: nil)
    for _ in 0..<count {
      let now = UTCTime(clamping: Int(Date.now.timeIntervalSince1970))
      let archive = try RecordArchive([
        RecordPart(name: ApplicationRecord.transactionName, bytes: try RandomBytes.make(bytes)),
        RecordPart(name: ApplicationRecord.manifestName, bytes: Array("{}".utf8)),
      ])
      let sealed = try SealedMessage.seal(
        archive.encoded(at: now), by: station, at: Int64(now.secondsSince1970), for: [recipient])
      try store.outbox.accept(SealedRecord(id: RecordID(at: now), bytes: sealed))
    }
  }

  /// The station's key and certificate, made once.
  private static func station(in folder: String) throws -> CertifiedKey {
    let (keyFile, certificateFile) = (folder + "/station.key", folder + "/station.pem")
    if let pem = FileManager.default.contents(atPath: keyFile) {
      return try CertifiedKey(
        key: PrivateKey(pem: Array(pem)), certificate: Certificate(file: read(certificateFile)))
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let key = try PrivateKey(.p256)
    let now = Int64(Date.now.timeIntervalSince1970)
    let certificate = try Certificate.selfSigned(
      for: key, name: .init(commonName: "Bench station"),
      validity: now - 86_400...now + 10 * 86_400, usage: .signing)
    try Data(certificate.pem()).write(to: URL(filePath: certificateFile))
    try Data(key.pem()).write(to: URL(filePath: keyFile))
    return try CertifiedKey(key: key, certificate: certificate)
  }

  private static func check(_ folder: String, records: String) throws {
    let store = try StationStore(folder: folder + "/store", key: nil)
    let entries = try store.outbox.list()
    let arrived = Set(
      try FileManager.default.contentsOfDirectory(atPath: records).filter { $0.hasSuffix(".cms") })
    for entry in entries {
      guard entry.isDelivered, entry.receipt != nil else {
        fail("record \(entry.id) has no receipt")
      }
      let bytes = try read(records + "/\(entry.id).cms")
      guard try SHA256.digest(of: bytes) == entry.digest else {
        fail("\(entry.id) has other bytes")
      }
    }
    guard arrived.count == entries.count else {
      fail("\(entries.count) records were sent and \(arrived.count) arrived")
    }
    print("\(entries.count) records sent, each arrived once and has its receipt")
  }

  private static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  private static func fail(_ what: String) -> Never {
    print("LOST: \(what)")
    exit(1)
  }
}
