// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// What opens a chip: something printed on the card, which proves that its holder shows it.
public enum AccessKey: Sendable, Hashable {
  /// The card access number. On the Vietnamese card it is the last six digits of the personal number.
  case cardAccessNumber(String)
  /// The MRZ information: document number, birth, expiry, each with its check digit.
  case machineReadableZone(String)

  /// The MRZ information from its three parts as they stand in the zone, dates as `yyMMdd`; a short number is
  /// filled up. Nil for characters that no MRZ has.
  public static func machineReadableZone(
    documentNumber: some StringProtocol, birth: some StringProtocol, expiry: some StringProtocol
  ) -> AccessKey? {
    let fill = String(repeating: "<", count: max(0, 9 - documentNumber.count))
    let parts = [documentNumber.uppercased() + fill, String(birth), String(expiry)]
    let digits = parts.compactMap { CheckDigit.digit(of: $0) }
    guard digits.count == parts.count else { return nil }
    return .machineReadableZone(zip(parts, digits).map { $0 + String($1) }.joined())
  }

  /// The reference that PACE calls it by (ICAO Doc 9303-11, clause 4.4.4.1).
  public var reference: UInt8 {
    switch self {
    case .machineReadableZone: 1
    case .cardAccessNumber: 2
    }
  }

  /// For people and logs: which kind, not what.
  public var kind: String {
    switch self {
    case .machineReadableZone: "MRZ"
    case .cardAccessNumber: "CAN"
    }
  }

  /// The key that PACE's nonce is encrypted with.
  public func passwordKey(for cipher: ChipCipher) throws(CryptoError) -> [UInt8] {
    try KeyDerivation.key(.password, from: secret(), for: cipher)
  }

  /// The keys of Basic Access Control (clause 9.7.2); nil for a CAN, which it does not know.
  public func basicAccessKeys() throws(CryptoError) -> SessionKeys? {
    guard case .machineReadableZone = self else { return nil }
    return try SessionKeys(from: Array(secret().prefix(16)), for: .tripleDES)
  }

  private func secret() throws(CryptoError) -> [UInt8] {
    switch self {
    case .cardAccessNumber(let number): latin1(number)
    case .machineReadableZone(let information):
      try HashFunction.sha1.digest(of: latin1(information))
    }
  }

  private func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
  }
}
