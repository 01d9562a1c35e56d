// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Foundation
import Testing
import USB

@Suite("Vendor adapters", .serialized)
struct AdapterDriverTests {
  private let folder: ScriptFolder

  init() throws {
    folder = try ScriptFolder()
    try folder.write("greeting", [.hello(AdapterHello(name: "A", serial: "1")), .able])
    try folder.write("preview", [.frame(.grey(100, isFinal: false))])
    try folder.write("final", [.frame(.grey(200, isFinal: true))])
    try folder.write("stopped", [.stopped])
    try folder.write("busy", [.error(AdapterFailure(.busy, "in use by another"))])
    try folder.write("old", [.hello(AdapterHello(version: 99)), .able])
    try folder.write("alive", [.alive])
  }

  @Test("The final picture comes after the preview, and the next capture goes the same way")
  func capture() async throws {
    let scanner = folder.scanner(
      "cat greeting; sleep 0.1; cat preview final; sleep 0.2; cat stopped preview final; sleep 100")
    for _ in 0..<2 {
      let frame = try await scanner.capture(.plainRightFour, within: .seconds(120))
      #expect(frame.pixels.first == 200)
    }
    await scanner.close()
  }

  @Test("An adapter that crashes is started again, and the operator hears of it")
  func crashOnce() async throws {
    let scanner = folder.scanner(
      "[ -e second ] && { cat greeting preview final; sleep 100; }; touch second; cat greeting; exit 3"
    )
    let told = Told()
    let frame = try await scanner.capture(
      .plainRightFour, within: .seconds(120), telling: { told.hear($0) })
    #expect(frame.pixels.first == 200)
    #expect(told.anew == 1)
    await scanner.close()
  }

  @Test(
    "One that never does as it should is given up with an error, in time",
    arguments: [
      "exit 3", "kill -SEGV $$", "sleep 100", "head -c 100000 /dev/urandom; sleep 100",
      "cat greeting; sleep 100", "cat greeting preview; head -c 3 final; sleep 100",
      "cat greeting; yes", "cat greeting; for i in {1..200}; do cat stopped; done; sleep 100",
      "cat greeting; cat greeting; sleep 100", "printf '\\377\\377\\377\\377'; sleep 100",
      "(cat greeting; sleep 100) & wait", "cat final; sleep 100",
    ])
  func misbehaviour(_ script: String) async throws {
    let scanner = folder.scanner(script)
    await #expect {
      _ = try await scanner.capture(.plainRightFour, within: .seconds(30))
    } throws: {
      ($0 as? ScannerError)?.reason == .faulty
    }
    await scanner.close()
  }

  @Test("A program that is not there is an error, too")
  func noProgram() async throws {
    let scanner = FingerScanner(.adapter, driver: AdapterDriver(program: "/nowhere/adapter"))
    await #expect(throws: ScannerError.self) { _ = try await scanner.capture(within: .seconds(5)) }
    await scanner.close()
  }

  @Test("What the vendor's library says is told in its words, and not tried again")
  func refusal() async throws {
    let scanner = folder.scanner("echo x >> started; cat greeting busy; sleep 100")
    await #expect {
      _ = try await scanner.capture(.plainRightFour, within: .seconds(10))
    } throws: { error in
      let error = error as? ScannerError
      return error?.reason == .unavailable && error?.message.contains("in use by another") == true
    }
    #expect(try folder.text("started") == "x\n")
    await scanner.close()
  }

  @Test("Another version of the protocol is refused with what to do")
  func version() async throws {
    let scanner = folder.scanner("cat old; sleep 100")
    await #expect {
      _ = try await scanner.capture(within: .seconds(10))
    } throws: {
      ($0 as? ScannerError)?.reason == .unavailable
    }
    await scanner.close()
  }

  @Test("Fingers that the scanner has no room for are refused before anybody presents them")
  func unsuitable() async throws {
    let scanner = folder.scanner("cat greeting; sleep 100")
    await #expect {
      _ = try await scanner.capture(.plainLeftFour, within: .seconds(10))
    } throws: {
      ($0 as? ScannerError)?.reason == .unsuitable
    }
    await scanner.close()
  }

  @Test("Closing ends the program and all that it started")
  func closing() async throws {
    let scanner = folder.scanner("sleep 4242 & cat greeting preview final; wait")
    _ = try await scanner.capture(.plainRightFour, within: .seconds(10))
    await scanner.close()
    for _ in 0..<50 where ScriptFolder.isRunning("sleep\u{0}4242") {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(!ScriptFolder.isRunning("sleep\u{0}4242"))
  }
}

/// Counts the times that a scanner was started anew.
private final class Told: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  var anew: Int { lock.withLock { count } }
  func hear(_ event: ScannerEvent) { if event == .startingAnew { lock.withLock { count += 1 } } }
}

/// A folder in which adapters made of a shell line find messages as files.
private final class ScriptFolder: Sendable {
  private let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ messages: [AdapterMessage]) throws {
    try Data(messages.flatMap(\.bytes)).write(to: url.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }

  /// Limits of 5 and 20 s become 0.5 and 2 s.
  func scanner(_ script: String) -> FingerScanner {
    let settings = ScannerSettings(patience: 0.1)
    let driver = AdapterDriver(
      program: "bash", arguments: ["-c", "cd \(url.path); \(script)"], settings: settings)
    return FingerScanner(.adapter, driver: driver, settings: settings)
  }

  /// Whether any process has this command line.
  static func isRunning(_ line: String) -> Bool {
    let files = FileManager.default
    return ((try? files.contentsOfDirectory(atPath: "/proc")) ?? []).contains { process in
      guard Int(process) != nil, let bytes = files.contents(atPath: "/proc/\(process)/cmdline")
      else { return false }
      return String(decoding: bytes, as: UTF8.self).hasPrefix(line)
    }
  }
}

extension ScannerIdentity {
  fileprivate static let adapter = ScannerIdentity(
    id: "adapter@test", driver: "adapter", name: "Test adapter", evidence: .shouldWork)
}

extension AdapterMessage {
  fileprivate static let able = AdapterMessage.capabilities(
    AdapterCapabilities(positions: [.plainRightFour, .rightIndex], hasFinalFrame: true))
}

extension AdapterFrame {
  fileprivate static func grey(_ value: UInt8, isFinal: Bool) -> AdapterFrame {
    AdapterFrame(
      isFinal: isFinal, pixelsPerInch: 500, width: 80, height: 100,
      pixels: [UInt8](repeating: value, count: 8000))
  }
}
