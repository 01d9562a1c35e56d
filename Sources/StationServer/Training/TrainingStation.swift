// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Records
import SampleKit
public import Station
import Store

/// A station for training: invented people, sample devices, and records that no centre takes.
public enum TrainingStation {
  /// PIN of every account; shown on the sign-in screen.
  public static let pin = "123456"
  /// The accounts, with their roles.
  static let operators: [(id: String, role: Operator.Role)] = [
    ("canbo-01", .officer), ("canbo-02", .officer), ("giamsat-01", .supervisor),
  ]

  /// Cost of scrypt for a PIN that everybody knows: fast, 2^12.
  private static let scryptCost = 1 << 12

  /// Opens the station in a folder of its own, which is filled on the first day and on each new one.
  ///
  /// Throws `StoreError`, `CryptoError`, `RecordError`.
  public static func desk(
    folder: String, health: @escaping @Sendable () async -> [HealthCheck.Finding] = { [] }
  ) throws -> StationDesk {
    var settings = StoreSettings()
    settings.scryptCost = scryptCost
    // Nothing here is worth a key that somebody keeps: whoever has the folder knows it from this line.
    let key = try SecretKey(SHA256.digest(of: Array("sinhtrac training".utf8)).bytes)
    let store = try StationStore(folder: folder, key: key, settings: settings)
    let clock = StationClock.system
    let day = clock.now.wall.date(hoursEast: EnrolmentRules.hoursEast)
    try fill(store, day)
    var place = StationDesk.Place()
    (place.kit, place.isTraining, place.trainingPIN) = ("TRAINING", true, pin)
    guard let ward = ListCode(place.ward) else { throw WebError(500, "internal", "No ward.") }
    // Trained for first: the slaps. The 13 captures are one choice away.
    var policy = CapturePolicy()
    policy.profile = .slaps
    let desk = try SessionDesk(
      store: store, ward: ward, sealer: forgettingSealer(at: clock.now.wall),
      station: try StationIdentity(
        kit: place.kit, originatingAgency: "VN-TRAINING", destinationAgency: "VN-TRAINING",
        software: AlgorithmVersion(name: Release.name, version: Release.version)),
      policy: policy, clock: { clock.now.wall }, listed: { [place] in place.listed($0) })
    return try StationDesk(
      place, store: store, desk: desk,
      devices: TrainingDevices(year: day.year), health: health)
  }

  /// Seals with keys that nobody keeps, so that no centre ever opens or takes what is sealed.
  private static func forgettingSealer(at time: UTCTime) throws -> StationSealer {
    let now = Int64(time.secondsSince1970)
    let validity = now - 86_400...now + 30 * 86_400
    let key = try PrivateKey(.p256)
    let station = try Certificate.selfSigned(
      for: key, name: DistinguishedName(commonName: "Training station"), validity: validity,
      usage: .signing)
    let centre = try Certificate.selfSigned(
      for: PrivateKey(.p256), name: DistinguishedName(commonName: "Training, no centre"),
      validity: validity, usage: .opening)
    return StationSealer(
      signer: try CertifiedKey(key: key, certificate: station), recipients: [centre])
  }

  private static func fill(_ store: StationStore, _ day: CalendarDate) throws {
    let known = Set(try store.operators.list().map(\.id.description))
    for entry in operators where !known.contains(entry.id) {
      guard let id = OperatorID(entry.id) else { continue }
      try store.operators.set(Operator(id: id, role: entry.role, name: entry.id), pin: pin)
    }
    try store.people.clear(before: day)
    guard try store.people.search(on: day).isEmpty, let ward = ListCode("training") else { return }
    try store.people.add(
      TrainingPerson.library.map { person in
        try ListedPerson(
          name: person.fullName, birthDate: "\(person.birthYear(in: day.year))-01-01",
          personalNumber: person.personalNumber(in: day.year), ward: ward)
      }, on: day)
    try store.ledger.setQuota(TrainingPerson.library.count, for: ward)
  }
}
