// SPDX-License-Identifier: Apache-2.0

import Centre
import Cryptography
import Store
import Testing

@testable import Transfer

@Suite("The centre's side of tus 1.0.0")
struct UploadDeskTests {
  private static let version = ["tus-resumable": "1.0.0"]

  @Test("It says what it can, and that it is there")
  func abilities() throws {
    let desk = UploadDesk(try Office().openCentre())
    let answer = desk.answer(to: UploadRequest(.options, "/uploads"))
    #expect(answer.status == 204 && answer.headers["tus-version"] == "1.0.0")
    #expect(answer.headers["tus-extension"] == "creation,checksum,expiration")
    #expect(desk.answer(to: UploadRequest(.get, "/health")).status == 200)
  }

  @Test("Requests that break the protocol get the status that the protocol has for them")
  func statuses() throws {
    let office = try Office()
    let desk = UploadDesk(try office.openCentre())
    let record = try office.record()
    let path = ResumableUpload.path(of: record.id)
    func status(
      _ method: UploadRequest.Method, _ path: String, _ headers: [String: String] = [:],
      _ body: [UInt8] = []
    ) -> Int {
      let headers = headers.merging(Self.version) { own, _ in own }
      return desk.answer(to: UploadRequest(method, path, headers: headers, body: body)).status
    }
    #expect(desk.answer(to: UploadRequest(.head, path)).status == 412)
    #expect(status(.head, path) == 404)
    #expect(status(.post, "/uploads") == 400)
    #expect(status(.post, "/uploads", Self.creation(record, size: 1 << 40)) == 413)
    #expect(status(.post, "/uploads", Self.creation(record)) == 201)
    #expect(status(.head, path) == 200)
    #expect(status(.patch, path) == 415)
    let part = ["content-type": ResumableUpload.partType, "upload-offset": "7"]
    #expect(status(.patch, path, part) == 409)
    #expect(
      status(
        .patch, path, part.merging(["upload-offset": "0"]) { $1 },
        [UInt8](repeating: 0, count: record.bytes.count + 1)) == 413)
    let wrong = ["upload-offset": "0", "upload-checksum": "sha1 AAAA"]
    #expect(status(.patch, path, part.merging(wrong) { $1 }, [1]) == 460)
    #expect(status(.get, "/records/\(record.id)/receipt") == 404)
    for odd in ["/", "", "/uploads/../centre.sqlite", "/uploads/%2e%2e", "/records//receipt", "/x"]
    {
      #expect(status(.head, odd) == 404, "\(odd)")
    }
  }

  @Test("2,000 made-up requests are answered, none with a failure of the centre's")
  func fuzzed() throws {
    let office = try Office()
    let desk = UploadDesk(try office.openCentre())
    let record = try office.record()
    var random = SystemRandomNumberGenerator()
    let paths = ["/uploads", ResumableUpload.path(of: record.id), "/records/\(record.id)/receipt"]
    let names = [
      "upload-offset", "upload-length", "upload-metadata", "upload-checksum", "content-type",
    ]
    let values = [
      "0", "-1", "99999999999999999999", "id AAAA,sha256 ====", "sha256 !", "\u{0}",
      ResumableUpload.partType, Self.creation(record)["upload-metadata"] ?? "",
    ]
    for _ in 0..<2000 {
      var headers = Self.version
      for name in names where Bool.random(using: &random) {
        headers[name] = values.randomElement(using: &random)
      }
      let request = UploadRequest(
        .allCases.randomElement(using: &random) ?? .get,
        paths.randomElement(using: &random) ?? "/", headers: headers,
        body: [UInt8](repeating: 7, count: .random(in: 0...40, using: &random)))
      #expect(desk.answer(to: request).status < 500)
    }
  }

  private static func creation(_ record: SealedRecord, size: Int? = nil) -> [String: String] {
    let metadata = [("id", "\(record.id)"), ("sha256", record.digest.hexadecimal)]
      .map { "\($0) \(Base64.line(Array($1.utf8)))" }.joined(separator: ",")
    return ["upload-length": "\(size ?? record.bytes.count)", "upload-metadata": metadata]
  }
}
