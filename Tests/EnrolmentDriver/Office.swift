// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Records
import Station
import Store

/// A station's keys, made for this run, and the centre that opens its records.
struct Office {
  private let storageKey: SecretKey
  private let station: CertifiedKey
  private let centreKey: PrivateKey
  private let centre: Certificate

  init() throws {
    let validity: ClosedRange<Int64> = 1_700_000_000...4_000_000_000
    storageKey = try SecretKey()
    let stationKey = try PrivateKey(.p256)
    centreKey = try PrivateKey(.p256)
    centre = try .selfSigned(
      for: centreKey, name: .init(commonName: "Centre"), validity: validity, usage: .opening)
    station = try CertifiedKey(
      key: stationKey,
      certificate: .selfSigned(
        for: stationKey, name: .init(commonName: "Station"), validity: validity, usage: .signing))
  }

  func store(in folder: String) throws -> StationStore {
    let key = station
    return try StationStore(folder: folder, key: storageKey, signer: { try key.signature(of: $0) })
  }

  /// One moment for everything, so that a session has the same states each time.
  func desk(over store: StationStore) throws -> SessionDesk {
    guard let ward = ListCode("00001") else { throw Wrong("no ward") }
    return try SessionDesk(
      store: store, ward: ward, sealer: StationSealer(signer: station, recipients: [centre]),
      station: StationIdentity(
        kit: "KIT01", originatingAgency: "VN-DEMO-07", destinationAgency: "VN-C06",
        software: AlgorithmVersion(name: "sinhtrac", version: "0"))
    ) { UTCTime(clamping: 1_800_000_000) }
  }

  /// The files of a sealed record, each as the manifest lists it.
  func open(_ sealed: SealedRecord) throws -> (manifest: Manifest, archive: RecordArchive) {
    let opened = try SealedMessage.open(
      sealed.bytes, as: centre, key: centreKey, trusting: [station.certificate])
    let archive = try RecordArchive(decoding: opened.content)
    let manifest = try Manifest(decoding: archive[ApplicationRecord.manifestName] ?? [])
    for part in archive.parts where part.name != ApplicationRecord.manifestName {
      try manifest.check(part)
    }
    return (manifest, archive)
  }
}

/// Something is not as it must be.
struct Wrong: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
