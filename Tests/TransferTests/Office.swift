// SPDX-License-Identifier: Apache-2.0

import Centre
import Cryptography
import Foundation
import Records
import Store
import Synchronization
@testable import Transfer

/// A station and a centre on one disk, with keys of their own; the folder goes at the end.
final class Office: Sendable {
  static let time: Int64 = 1_795_000_000
  private static let validity: ClosedRange<Int64> = 1_700_000_000...4_000_000_000

  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  let station: CertifiedKey
  let centreKey: PrivateKey
  let centre: Certificate
  private let now = Mutex(Int(time))

  init() throws {
    let key = try PrivateKey(.p256)
    station = try CertifiedKey(
      key: key,
      certificate: .selfSigned(
        for: key, name: .init(commonName: "Station 7"), validity: Self.validity, usage: .signing))
    centreKey = try PrivateKey(.p256)
    centre = try .selfSigned(
      for: centreKey, name: .init(commonName: "Centre"), validity: Self.validity,
      usage: .signingAndOpening)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var clock: StationClock {
    StationClock { [self] in
      StationClock.Reading(
        wall: UTCTime(clamping: now.withLock { $0 }), monotonic: now.withLock { $0 }, boot: "")
    }
  }

  func pass(seconds: Int) { now.withLock { $0 += seconds } }

  func openStore(pinning other: Certificate? = nil) throws -> StationStore {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try StationStore(
      folder: folder + "/station", key: nil, openReceipt: Trust([other ?? centre]).receiptOpener,
      clock: clock)
  }

  func openCentre(trusting stations: [Certificate]? = nil) throws -> Centre {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let identity = Centre.Identity(
      name: "test centre", signer: try CertifiedKey(key: centreKey, certificate: centre),
      key: centreKey, stations: stations ?? [station.certificate])
    return try Centre(folder: folder + "/centre", identity: identity, clock: clock)
  }

  /// An application's files, sealed.
  func record(bytes: Int = 1000, id: RecordID? = nil) throws -> SealedRecord {
    let archive = try RecordArchive([
      RecordPart(
        name: ApplicationRecord.transactionName, bytes: try RandomBytes.make(bytes)),
      RecordPart(name: ApplicationRecord.manifestName, bytes: Array("{}".utf8)),
    ])
    let sealed = try SealedMessage.seal(
      archive.encoded(at: UTCTime(clamping: Int(Self.time))), by: station, at: Self.time,
      for: [centre])
    return try SealedRecord(
      id: id ?? RecordID(at: UTCTime(clamping: Int(Self.time))), bytes: sealed)
  }
}

/// Requests as function calls, with a link that can be lost.
final class TestLink: UploadLink {
  /// What happens to a request.
  enum Fault: Sendable { case none, requestLost, answerLost, bytesChanged }

  private let desk: UploadDesk
  private let fault: @Sendable (Int, UploadRequest) -> Fault
  private let number = Mutex(0)

  init(
    _ centre: Centre, fault: @escaping @Sendable (Int, UploadRequest) -> Fault = { _, _ in .none }
  ) { (desk, self.fault) = (UploadDesk(centre), fault) }

  var count: Int { number.withLock { $0 } }

  func answer(to request: UploadRequest) throws(TransferError) -> UploadResponse {
    let number = number.withLock { number in
      number += 1
      return number
    }
    switch fault(number, request) {
    case .none: return desk.answer(to: request)
    case .requestLost: throw TransferError(.linkLost)
    case .answerLost:
      _ = desk.answer(to: request)
      throw TransferError(.linkLost)
    case .bytesChanged:
      var body = request.body
      if !body.isEmpty { body[body.count / 2] ^= 1 }
      return desk.answer(
        to: UploadRequest(request.method, request.path, headers: request.headers, body: body))
    }
  }
}
