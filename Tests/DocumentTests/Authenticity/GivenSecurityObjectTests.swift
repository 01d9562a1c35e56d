// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@testable import Document

/// Every EF.SOD at hand, with the German and the Dutch master list as trust anchors.
@Suite(
  "Given security objects get the right verdict",
  .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct GivenSecurityObjectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let signature: Verdict
    let issuer: Verdict
    let why: Comment

    init(_ file: String, _ signature: Verdict, _ issuer: Verdict, _ why: Comment) {
      (self.file, self.signature, self.issuer, self.why) = (file, signature, issuer, why)
    }

    var testDescription: String { file }
  }

  static let cases = [
    Case(
      "gmrtd/EF_SOD_01c04a6e50ec.bin", .good, .good, "New Zealand: BER with indefinite lengths"),
    Case("gmrtd/EF_SOD_5232120d71b8.bin", .good, .good, "the same object in DER"),
    Case("gmrtd/EF_SOD_02ca3a696563.bin", .good, .good, "United States: RSA PKCS #1"),
    Case("gmrtd/EF_SOD_0b68d17835c7.bin", .good, .good, "Philippines: RSA-PSS"),
    Case(
      "gmrtd/EF_SOD_3d9211731504.bin", .good, .good,
      "China: the content's type is plain data, not that of the standard"),
    Case("gmrtd/EF_SOD_d9d0bb71ed1c.bin", .good, .good, "France: RSA"),
    Case("gmrtd/EF_SOD_3de0c6e2fe7f.bin", .good, .good, "Singapore: RSA-PSS"),
    Case("gmrtd/EF_SOD_a6ee93b9f8e8.bin", .good, .good, "Singapore: RSA-PSS"),
    Case(
      "gmrtd/EF_SOD_471e24c56ef1.bin", .good, .good,
      "United Kingdom: the country is written gb, and GB in the list; expired since, which is no fault"
    ),
    Case(
      "gmrtd/EF_SOD_b40562746504.bin", .good, .good,
      "United Kingdom: ECDSA, curve parameters written out"),
    Case(
      "gmrtd/EF_SOD_96cc47e36dc1.bin", .good, .good, "Austria: ECDSA, curve parameters written out"),
    Case("gmrtd/EF_SOD_14672d8d5960.bin", .good, .good, "Germany: ECDSA with SHA-384"),
    Case(
      "gmrtd/EF_SOD_1bacdf2eee3e.bin", .bad(.signatureWrong), .notChecked(.notSigned),
      "the German one with its last byte altered: the signature's last number is another"),
    Case(
      "gmrtd/EF_SOD_e6cc04881abd.bin", .good, .good,
      "Malaysia: the signer's issuer is not written as in the certificate, which the signature finds"
    ),
    Case(
      "bsi2008/EF_SOD.bin", .good, .notChecked(.issuerUnknown),
      "test passport: ECDSA with SHA-1, curve written out; its test CSCA is in no list"),
    Case(
      "tsemrtd/EF_SOD.bin", .good, .notChecked(.issuerUnknown), "the same test passport"),
    Case(
      "loes2006/ef011D.bin", .good, .notChecked(.issuerUnknown),
      "early test passport: its test CSCA is in no list"),
  ]

  @Test("Signature and issuer are judged one by one")
  func verdicts() throws {
    let anchors = try Self.anchors()
    for item in Self.cases {
      let file = try SharedData.bytes(item.file)
      let checked = try PassiveAuthentication(securityObject: file, files: [:], anchors: anchors)
      #expect(checked.signature == item.signature, item.why)
      #expect(checked.issuer == item.issuer, item.why)
      let without = try PassiveAuthentication(
        securityObject: file, files: [:], anchors: TrustAnchors())
      #expect(without.issuer == (item.signature.isGood ? .notChecked(.noAnchors) : item.issuer))
    }
  }

  @Test("The table has every security object at hand")
  func complete() throws {
    let given =
      try SharedData.names("gmrtd").filter { $0.hasPrefix("EF_SOD") }.map { "gmrtd/" + $0 }
      + ["bsi2008/EF_SOD.bin", "tsemrtd/EF_SOD.bin", "loes2006/ef011D.bin"]
    #expect(Set(given) == Set(Self.cases.map(\.file)))
  }

  @Test("Both master lists are read whole")
  func masterLists() throws {
    #expect(try Self.anchors().count == 627)
    var anchors = TrustAnchors()
    let list = try SharedData.bytes("csca/DE_ML_2026-05-28-08-28-45.ml")
    let count = try anchors.add(masterList: list)
    #expect(count.read == 588 && count.unread == 0)
    var altered = list
    altered[altered.count / 2] ^= 1
    var none = TrustAnchors()
    #expect(throws: DocumentError.self) { try none.add(masterList: altered) }
    #expect(none.count == 0)
  }

  @Test("Malaysia's signer is found though it is named otherwise, and that is said")
  func malaysia() throws {
    let object = try SecurityObject(SharedData.bytes("gmrtd/EF_SOD_e6cc04881abd.bin"))
    #expect(!object.message.namesSignerExactly)
    let other = try SecurityObject(SharedData.bytes("gmrtd/EF_SOD_02ca3a696563.bin"))
    #expect(other.message.namesSignerExactly)
  }

  @Test("Every byte of a security object counts: no flipped one passes as the same statement")
  func flips() throws {
    let anchors = try Self.anchors()
    let file = try SharedData.bytes("gmrtd/EF_SOD_14672d8d5960.bin")
    let whole = try SecurityObject(file)
    for place in stride(from: 0, to: file.count, by: 7) {
      var altered = file
      altered[place] ^= 0x10
      let checked = try PassiveAuthentication(
        securityObject: altered, files: [:], anchors: anchors)
      guard checked.signature.isGood, checked.issuer.isGood else { continue }
      // What is left is unsigned wrapping; the statement and its signer are the same.
      let object = try SecurityObject(altered)
      #expect(object.hashes == whole.hashes && object.hash == whole.hash)
    }
  }

  @Test("The hashes of the test passports are good, and one changed byte is found")
  func hashes() throws {
    // This passport's list has neither DG4 nor DG15, though both are there.
    let files: [DataGroup: String] = [
      .dg1: "bsi2008/Datagroup1.bin", .dg2: "bsi2008/Datagroup2.bin",
      .dg3: "bsi2008/Datagroup3.bin", .dg14: "bsi2008/Datagroup14.bin",
    ]
    var groups = try files.mapValues { try SharedData.bytes($0) }
    let object = try SharedData.bytes("bsi2008/EF_SOD.bin")
    #expect(try Set(SecurityObject(object).hashes.keys) == Set(files.keys))
    let good = try PassiveAuthentication(
      securityObject: object, files: groups, anchors: TrustAnchors())
    #expect(good.hashes == .good && good.groupsAtFault.isEmpty)
    groups[.dg1]?[40] ^= 1
    let bad = try PassiveAuthentication(
      securityObject: object, files: groups, anchors: TrustAnchors())
    #expect(bad.hashes == .bad(.hashDiffers) && bad.groupsAtFault == [.dg1])
    let extra = try PassiveAuthentication(
      securityObject: object, files: [.dg16: [0x70, 0]], anchors: TrustAnchors())
    #expect(extra.hashes == .bad(.groupNotListed))
  }

  private static func anchors() throws -> TrustAnchors {
    var anchors = TrustAnchors()
    for list in try SharedData.names("csca") {
      try anchors.add(masterList: SharedData.bytes("csca/\(list)"))
    }
    return anchors
  }
}
