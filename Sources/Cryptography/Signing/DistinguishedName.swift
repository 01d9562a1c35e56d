// SPDX-License-Identifier: Apache-2.0

/// Whose key it is, in certificates and requests for them (RFC 5280, clause 4.1.2.4).
public struct DistinguishedName: Sendable, Hashable {
  /// Two letters of ISO 3166-1; empty for none.
  public let country: String
  /// The agency; empty for none.
  public let organization: String
  /// The station or centre.
  public let commonName: String

  /// Throws `crypto-malformed` for a country that is not two capital letters, and for texts longer than
  /// the upper bounds of RFC 5280, appendix A (64 characters), or a common name that is empty.
  public init(
    country: String = "", organization: String = "", commonName: String
  ) throws(CryptoError) {
    let isCountry = country.isEmpty || country.utf8.count == 2
    guard isCountry, country.utf8.allSatisfy({ (0x41...0x5a).contains($0) }),
      (1...64).contains(commonName.unicodeScalars.count), organization.unicodeScalars.count <= 64
    else { throw CryptoError(.malformed, doing: "taking the name of a certificate's owner") }
    (self.country, self.organization, self.commonName) = (country, organization, commonName)
  }

  /// RDNSequence in DER.
  var encoded: [UInt8] {
    let country = Array(country.utf8)
    let parts = [
      country.isEmpty ? nil : ("2.5.4.6", DER.printable(country)),
      organization.isEmpty ? nil : ("2.5.4.10", DER.utf8(organization)),
      ("2.5.4.3", DER.utf8(commonName)),
    ]
    return DER.sequence(
      parts.compactMap { $0 }.map { type, value in
        DER.set([DER.sequence(DER.identifier(type), value)])
      })
  }
}
