// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Foundation
import Testing
import USB

/// Adapters here are lines of shell. `hear 6` reads a message of six bytes, so that a sound adapter
/// speaks when it is asked, however slow the machine is.
@Suite("Vendor adapters", .serialized, .timeLimit(.minutes(10)))
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

  /// One finger after the other: startPreview, capture, stop.
  private static let sound =
    "while hear 6; do cat alive preview; hear 5; cat final; hear 5; cat stopped; done"

  @Test("The final picture comes after the preview, and the next capture goes the same way")
  func capture() async throws {
    let scanner = folder.scanner("hear 9; cat greeting; \(Self.sound)")
    for _ in 0..<3 {
      #expect(try await scanner.capture(.plainRightFour).pixels.first == 200)
    }
    await scanner.close()
  }

  @Test("An adapter that crashes is started again, and the operator hears of it")
  func crashOnce() async throws {
    let scanner = folder.scanner(
      "hear 9; cat greeting; [ -e second ] || { touch second; exit 3; }; \(Self.sound)")
    let told = Told()
    let frame = try await scanner.capture(.plainRightFour, telling: { told.hear($0) })
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
    let scanner = folder.scanner(script, patience: Self.shortPatience)
    await #expect {
      _ = try await scanner.capture(.plainRightFour)
    } throws: {
      ($0 as? ScannerError)?.reason == .faulty
    }
    await scanner.close()
  }

  /// Limits of 5 and 20 s become 0.1 and 0.4 s: whichever passes, the adapter is to blame.
  private static let shortPatience = 0.02

  @Test("A program that is not there is an error, too")
  func noProgram() async throws {
    let scanner = FingerScanner(.adapter, driver: AdapterDriver(program: "/nowhere/adapter"))
    await #expect(throws: ScannerError.self) { _ = try await scanner.capture() }
    await scanner.close()
  }

  @Test("What the vendor's library says is told in its words, and not tried again")
  func refusal() async throws {
    let scanner = folder.scanner("echo x >> started; cat greeting busy; sleep 100")
    await #expect {
      _ = try await scanner.capture(.plainRightFour)
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
      _ = try await scanner.capture()
    } throws: {
      ($0 as? ScannerError)?.reason == .unavailable
    }
    await scanner.close()
  }

  @Test("Fingers that the scanner has no room for are refused before anybody presents them")
  func unsuitable() async throws {
    let scanner = folder.scanner("cat greeting; sleep 100")
    await #expect {
      _ = try await scanner.capture(.plainLeftFour)
    } throws: {
      ($0 as? ScannerError)?.reason == .unsuitable
    }
    await scanner.close()
  }

  @Test("Closing ends the program and all that it started")
  func closing() async throws {
    let scanner = folder.scanner("sleep 4242 & echo $! > child; cat greeting preview final; wait")
    _ = try await scanner.capture(.plainRightFour)
    let child = try folder.text("child").filter(\.isNumber)
    await scanner.close()
    while ScriptFolder.isSleeping(child) { try await Task.sleep(for: .milliseconds(20)) }
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

  /// Limits of 5 and 20 s become 1 and 4 minutes: a sound adapter must not be blamed for a machine
  /// that has other things to do.
  func scanner(_ script: String, patience: Double = 12) -> FingerScanner {
    let settings = ScannerSettings(patience: patience)
    let hear = "hear() { [ $(head -c $1 | wc -c) = $1 ]; }"
    let driver = AdapterDriver(
      program: "bash", arguments: ["-c", "cd \(url.path); \(hear); \(script)"], settings: settings)
    return FingerScanner(.adapter, driver: driver, settings: settings)
  }

  /// Whether this process still is the `sleep` that it was. Foundation leaks a page for a file that
  /// turns out to be empty, as that of a process that ended is.
  static func isSleeping(_ process: String) -> Bool {
    guard let file = fopen("/proc/\(process)/cmdline", "r") else { return false }
    defer { fclose(file) }
    return "sleep".utf8.allSatisfy { fgetc(file) == Int32($0) }
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
