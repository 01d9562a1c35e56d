// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// A station, a centre and a recovery key, with certificates of their own.
struct SealingParties: Sendable {
  static let time: Int64 = 1_800_000_000
  static let validity: ClosedRange<Int64> = 1_700_000_000...4_000_000_000

  let station: CertifiedKey
  let centreKey: PrivateKey
  let centre: Certificate
  let recoveryKey: PrivateKey
  let recovery: Certificate

  init(station: PrivateKey.Kind, centre: PrivateKey.Kind, recovery: PrivateKey.Kind) throws {
    let stationKey = try PrivateKey(station)
    self.station = try CertifiedKey(
      key: stationKey,
      certificate: .selfSigned(
        for: stationKey, name: .init(country: "VN", commonName: "Station 7"),
        validity: Self.validity, usage: .signing))
    centreKey = try PrivateKey(centre)
    recoveryKey = try PrivateKey(recovery)
    self.centre = try .selfSigned(
      for: centreKey, name: .init(organization: "Công an", commonName: "Centre"),
      validity: Self.validity, usage: .signingAndOpening)
    self.recovery = try .selfSigned(
      for: recoveryKey, name: .init(commonName: "Recovery"), validity: Self.validity,
      usage: .opening)
  }

  /// Sealed to centre and recovery.
  func seal(_ content: [UInt8], at time: Int64 = time) throws -> [UInt8] {
    try SealedMessage.seal(content, by: station, at: time, for: [centre, recovery])
  }
}
