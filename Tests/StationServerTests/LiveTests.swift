// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import StationServer

@Suite("Live")
struct LiveTests {
  @Test("A slow listener misses frames and hears the newest one")
  func newest() async throws {
    let live = Live()
    let stream = try live.frames()
    for number in 0..<100 { live.tell(.frame(Picture(type: "image/jpeg", bytes: [UInt8(number)]))) }
    var iterator = stream.makeAsyncIterator()
    guard case .frame(let picture) = await iterator.next() else {
      Issue.record("no frame")
      return
    }
    #expect(picture.bytes == [99])
  }

  @Test("Nothing is encoded for nobody, and who goes makes room")
  func room() throws {
    let live = Live()
    #expect(!live.isWatched)
    var streams: [AsyncStream<Live.News>] = []
    for _ in 0..<32 { streams.append(try live.frames()) }
    #expect(live.isWatched)
    #expect(throws: WebError.self) { _ = try live.events() }
    streams = []
  }
}
