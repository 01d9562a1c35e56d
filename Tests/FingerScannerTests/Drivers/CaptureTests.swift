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
    let scanner = try await presentation.open()
    for _ in 0..<4 {
      #expect(try await scanner.capture(within: .seconds(60)).pixels == model.expected)
    }
    await scanner.close()
    #expect(try await presentation.capture().pixels == model.expected)
  }

  @Test("The judge sees frame after frame until it accepts one")
  func judge() async throws {
    let model = URU4000Model()
    let scanner = try await Presentation(model).open()
    let seen = Counter()
    _ = try await scanner.capture(within: .seconds(60)) { _ in
      await seen.next() < 5 ? .another : .accept
    }
    #expect(await seen.count == 5)
    await scanner.close()
  }

  @Test("A refused finger is lifted and placed again")
  func refused() async throws {
    let scanner = try await Presentation(URU4000Model()).open()
    let seen = Counter()
    let (events, sink) = AsyncStream.makeStream(of: ScannerEvent.self)
    _ = try await scanner.capture(within: .seconds(60)) { _ in
      await seen.next() < 2 ? .liftAndPlace : .accept
    } telling: { event in
      sink.yield(event)
    }
    sink.finish()
    var told: [String] = []
    for await event in events { told.append(event.word) }
    #expect(told == ["ready", "on", "frame", "off", "ready", "on", "frame"])
    await scanner.close()
  }

  @Test("Without a finger the capture ends at its limit, and the next one works")
  func noFinger() async throws {
    let presentation = try Presentation(URU4000Model())
    let scanner = try await presentation.open()
    await #expect {
      _ = try await scanner.capture(within: .milliseconds(200)) { _ in .another }
    } throws: {
      ($0 as? ScannerError)?.reason == .noFinger
    }
    #expect(try await scanner.capture(within: .seconds(60)).width == 384)
    await scanner.close()
  }

  @Test("Closing ends a capture that waits, and a second capture is refused meanwhile")
  func closing() async throws {
    let scanner = try await Presentation(Fingerless()).open()
    let waiting = Task { try await scanner.capture() }
    try await Task.sleep(for: .milliseconds(50))
    await #expect { _ = try await scanner.capture() } throws: {
      ($0 as? ScannerError)?.reason == .busy
    }
    await scanner.close()
    let result = await waiting.result
    #expect { _ = try result.get() } throws: { ($0 as? ScannerError)?.reason == .cancelled }
  }

  @Test("A scanner that is pulled out says so, and works again at its place")
  func unplug() async throws {
    let model = URU4000Model()
    let presentation = try Presentation(model)
    let scanner = try await presentation.open()
    presentation.device.unplug()
    await #expect { _ = try await scanner.capture(within: .seconds(60)) } throws: {
      ($0 as? ScannerError)?.reason == .gone
    }
    await scanner.close()
    presentation.device.plug()
    #expect(try await presentation.capture().pixels == model.expected)
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
    inner.start()
    return inner.submitted(transfer, id: id).map { answer in
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
