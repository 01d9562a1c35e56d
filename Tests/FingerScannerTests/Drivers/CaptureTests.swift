// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import ScannerModels
import Testing
import USB

@Suite struct CaptureTests {
  static let models = ScannerModels.all.map(\.name)

  @Test("Every driver brings its scanner's picture upright with dark ridges", arguments: models)
  func picture(_ name: String) async throws {
    let model = try #require(ScannerModels.named(name))
    let frame = try await Presentation(model).capture()
    #expect(frame.width == model.width)
    #expect(frame.pixels == model.expected)
  }

  @Test("Finger after finger is captured, each after the last was lifted", arguments: models)
  func liftAndPlace(_ name: String) async throws {
    let model = try #require(ScannerModels.named(name))
    let presentation = try Presentation(model)
    try await presentation.use { scanner async throws in
      for _ in 0..<4 {
        let isExpected = try await scanner.capture(within: .seconds(60)).pixels == model.expected
        #expect(isExpected)
      }
    }
    #expect(try await presentation.capture().width == model.width)
  }

  @Test("The judge sees frame after frame until it accepts one")
  func judge() async throws {
    let seen = Counter()
    _ = try await Presentation(URU4000Model()).use { scanner in
      try await scanner.capture(within: .seconds(60)) { _ in
        await seen.next() < 5 ? .another : .accept
      }
    }
    #expect(await seen.count == 5)
  }

  @Test("A refused finger is lifted and placed again")
  func refused() async throws {
    let seen = Counter()
    let (events, sink) = AsyncStream.makeStream(of: ScannerEvent.self)
    _ = try await Presentation(URU4000Model()).use { scanner in
      try await scanner.capture(within: .seconds(60)) { _ in
        await seen.next() < 2 ? .liftAndPlace : .accept
      } telling: { event in
        sink.yield(event)
      }
    }
    sink.finish()
    var told: [String] = []
    for await event in events { told.append(event.word) }
    #expect(told == ["ready", "on", "frame", "off", "ready", "on", "frame"])
  }

  @Test("Without a finger the capture ends at its limit, and the next one works")
  func noFinger() async throws {
    let presentation = try Presentation(URU4000Model())
    try await presentation.use { scanner async throws in
      let error = await #expect(throws: ScannerError.self) {
        _ = try await scanner.capture(within: .seconds(10)) { _ in
          try? await presentation.time.sleep(for: .milliseconds(100))
          return .another
        }
      }
      #expect(error?.reason == .noFinger)
      #expect(presentation.time.passed < .seconds(11))
      #expect(try await scanner.capture(within: .seconds(60)).width == 384)
    }
  }

  @Test("Closing ends a capture that waits, and a second capture is refused meanwhile")
  func closing() async throws {
    let presentation = try Presentation(Fingerless())
    try await presentation.use { scanner async throws in
      let (ready, sink) = AsyncStream.makeStream(of: ScannerEvent.self)
      let waiting = Task(executorPreference: presentation.time) {
        try await scanner.capture(telling: { sink.yield($0) })
      }
      _ = await ready.first { $0 == .ready }
      let error = await #expect(throws: ScannerError.self) { _ = try await scanner.capture() }
      #expect(error?.reason == .busy)
      await scanner.close()
      let end = await #expect(throws: ScannerError.self) { _ = try await waiting.value }
      #expect(end?.reason == .cancelled)
    }
  }

  @Test("A scanner that is pulled out says so, and works again at its place")
  func unplug() async throws {
    let model = URU4000Model()
    let presentation = try Presentation(model)
    try await presentation.use { scanner async throws in
      presentation.device.unplug()
      let error = await #expect(throws: ScannerError.self) {
        _ = try await scanner.capture(within: .seconds(60))
      }
      #expect(error?.reason == .gone)
    }
    presentation.device.plug()
    #expect(try await presentation.capture().width == model.width)
  }

  @Test("Names that fit no scanner, or many, are explained")
  func names() throws {
    let devices = try ["1-1", "1-2"].map { path in
      SimulatedDevice(NB1010Model(), at: try #require(DevicePath(path)))
    }
    let bus = SimulatedBus(devices)
    #expect(try bus.fingerScanner(named: "nb1010@1-2").id == "nb1010@1-2")
    #expect(try bus.fingerScanner(named: "1-1").id == "nb1010@1-1")
    for name in [nil, "nb1010", "uru4000"] {
      #expect(throws: ScannerError.self) { try bus.fingerScanner(named: name) }
    }
  }
}

/// An NB-1010 that nobody touches.
private struct Fingerless: DeviceModel {
  private var inner = NB1010Model()
  var descriptors: [UInt8] { inner.descriptors }
  mutating func start() { inner.start() }
  mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    inner.submitted(transfer, id: id).map { answer in
      guard case .data(var bytes) = answer.kind else { return answer }
      bytes[12] = 0
      return DeviceAnswer(answer.id, .data(bytes))
    }
  }
  mutating func cancelled(id: Int) { inner.cancelled(id: id) }
}

/// Counts from 1.
private actor Counter {
  private(set) var count = 0
  func next() -> Int {
    count += 1
    return count
  }
}

extension ScannerEvent {
  fileprivate var word: String {
    switch self {
    case .ready: "ready"
    case .fingerOn: "on"
    case .frame: "frame"
    case .fingerOff: "off"
    case .startingAnew: "anew"
    }
  }
}
