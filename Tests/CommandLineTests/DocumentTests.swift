// SPDX-License-Identifier: Apache-2.0

import Document
import Foundation
import Imaging
import Testing

@testable import sinhtrac

@Suite("sinhtrac document")
struct DocumentTests {
  @Test("A personal number tells province, sex and year")
  func number() throws {
    let outcome = try Program.run("document number 046315000001")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("province\t046 "))
    #expect(outcome.output.contains("sex\tF") && outcome.output.contains("year of birth\t2015"))
    let unknown = try Program.run("document number 999099012345 --json")
    #expect(unknown.status == 0 && unknown.output.contains("\"unknown-province\""))
  }

  @Test("What is no number is refused without repeating it")
  func noNumber() throws {
    let outcome = try Program.run("document number 04631500000")
    #expect(outcome.status == 1 && outcome.errors.contains("[number-format]"))
    #expect(!outcome.errors.contains("04631500000"))
  }

  @Test("A QR code's text is read, and another code refused without repeating it")
  func code() throws {
    let text = "001099012345||NguyễnVănThử|15021999|Nam|HàNội|20052024|more"
    let outcome = try Program.run("document qr '\(text)'")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains("birth\t1999-02-15") && outcome.output.contains("further\tmore"))
    let json = try Program.run("document qr '\(text)' --json")
    #expect(json.output.contains("\"foldedName\" : \"NGUYENVANTHU\""))
    let other = try Program.run("document qr https://example.org/secret")
    #expect(other.status == 1 && other.errors.contains("[qr-fields]"))
    #expect(!other.errors.contains("secret"))
  }

  @Test("An image without a code says so")
  func image() throws {
    let folder = try TestFolder()
    try folder.writeRidges("a.png")
    let outcome = try Program.run("document qr \(folder.path)/a.png")
    #expect(outcome.status == 1 && outcome.errors.contains("[qr-missing]"))
  }

  @Test("Keys are told apart: access number, personal number, MRZ, its three parts")
  func keys() throws {
    let zone =
      "IDVNM0990123459001099012345<<0 9902152M3902150VNM<<<<<<<<<<<8 NGUYEN<<VAN<THU<<<<<<<<<<<<<<<"
    let mrz = AccessKey.machineReadableZone("099012345999021523902150")
    #expect(try AccessKeyOptions.key("012345") == .cardAccessNumber("012345"))
    #expect(try AccessKeyOptions.key("001 099 012345") == .cardAccessNumber("012345"))
    #expect(try AccessKeyOptions.key(zone) == mrz)
    #expect(try AccessKeyOptions.key("099012345 990215 390215") == mrz)
    #expect(throws: TextError.self) { try AccessKeyOptions.key("12345") }
  }

  @Test("A file that is no certificate is named")
  func trust() throws {
    let folder = try TestFolder()
    try folder.writeRidges("a.png")
    let outcome = try Program.run("document read --can 012345 --trust \(folder.path)/a.png")
    #expect(outcome.status == 1 && outcome.errors.contains("[trust-file]"))
  }

  @Test("A reader that is not there ends with the status of devices")
  func noReader() throws {
    let outcome = try Program.run("document read --can 012345 --reader nowhere --wait 0")
    #expect(outcome.status == 4)
    #expect(!outcome.errors.contains("012345"))
  }

  @Test("The sample card is read whole, found genuine, and its face comes out as a picture")
  func sampleCard() throws {
    let folder = try TestFolder()
    let outcome = try Program.run("document read --devices samples --out \(folder.path)/card")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for line in ["opened\tPACE", "hashes\tgood", "signature\tgood", "issuer\tgood", "chip\tgood"] {
      #expect(outcome.output.contains(line))
    }
    #expect(outcome.output.contains("full-name\tNguyễn Thị Ví Dụ"))
    let face = try ImageFile.read(path: "\(folder.path)/card/face-1.png")
    #expect(face.width > 100 && face.height > 100)
  }

  @Test("The sample card does not open with another number, and an unknown issuer is told")
  func sampleCardKeys() throws {
    let wrong = try Program.run("document read --devices samples --can 999999")
    #expect(wrong.status == 1 && wrong.errors.contains("[document-wrong-password]"))
  }
}
