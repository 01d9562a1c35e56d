// SPDX-License-Identifier: Apache-2.0

import Centre
import Dispatch
import Store
import Synchronization
import Testing

@testable import Transfer

@Suite("HTTP to the centre")
struct CentreLinkTests {
  @Test("Addresses without scheme or host, or with more than that, are refused")
  func addresses() {
    for bad in ["", "centre", "ftp://a", "http://", "https://a/b", "http://a b", "http://u@h"] {
      #expect(throws: TransferError(.badAddress), "\(bad)") { try CentreLink(address: bad) }
    }
  }

  @Test("Nobody there is told apart from a refusal")
  func nobody() throws {
    let link = try CentreLink(address: "http://127.0.0.1:1")
    #expect(throws: TransferError(.unreachable)) {
      try link.answer(to: UploadRequest(.options, "/uploads"))
    }
  }

  @Test("A record goes through a real connection in several parts", .timeLimit(.minutes(10)))
  func real() async throws {
    let office = try Office()
    let centre = try office.openCentre()
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await CentreServer(UploadDesk(centre)).run(port: 0) { told.yield($0) }
    }
    defer { server.cancel() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let record = try office.record(bytes: 900_000)
    let receipt = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let link = try CentreLink(address: "http://127.0.0.1:\(port)")
            return try ResumableUpload(over: link).send(record)
          })
      }
    }
    #expect(try Trust([office.centre]).receiptOpener(receipt).id == record.id)
    #expect(try centre.count() == 1)
  }
}
