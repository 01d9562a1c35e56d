// SPDX-License-Identifier: Apache-2.0

import Biometrics
import NIOConcurrencyHelpers
import Station
import Testing

@testable import StationServer

@Suite("Captures, one after the other")
struct CaptureDeskTests {
  /// A camera that gives a picture when it is told to, and notes who uses it.
  private actor Camera: CaptureSource {
    private(set) var begun = 0
    private(set) var given = 0
    private(set) var most = 0
    private var users = 0

    func capture(
      _ target: CaptureTarget, of subject: CaptureSubject, urge: CaptureUrge,
      showing show: CaptureShow
    ) async throws -> Captured {
      begun += 1
      users += 1
      most = max(most, users)
      defer { users -= 1 }
      while !urge.isSet { try await Task.sleep(for: .milliseconds(1)) }
      given += 1
      return .photograph(PictureFile([1]))
    }

    func list() -> [DeviceEntry] { [] }
  }

  private let camera = Camera()
  private let desk: CaptureDesk
  private let part = BodyPart.finger(.leftLittle)
  private let taken = NIOLockedValueBox(0)

  init() { desk = CaptureDesk(camera, Live()) }

  private func start(_ application: String = "A-1") async {
    let order = CaptureOrder(.start, application: application, target: "exception.left-little")
    let subject: CaptureDesk.Subject = {
      CaptureSubject(application: application, personalNumber: nil, missing: [], attempts: 0)
    }
    await desk.start(order, .exception(part), of: subject) { [taken] _ in
      // The session computes; meanwhile the page may ask for the next attempt.
      try? await Task.sleep(for: .milliseconds(20))
      taken.withLockedValue { $0 += 1 }
    }
  }

  private func until(_ done: () async -> Bool) async throws {
    for _ in 0..<10_000 where await !done() { try await Task.sleep(for: .milliseconds(2)) }
    #expect(await done())
  }

  @Test("An attempt asked for while the session still takes the last one begins after it")
  func again() async throws {
    for attempt in 1...3 {
      await start()
      try await until { await camera.begun == attempt }
      await desk.hurry()
      // A capture that has not given its picture yet would be replaced by the next one.
      try await until { await camera.given == attempt }
    }
    try await until { taken.withLockedValue { $0 } == 3 }
    #expect(await camera.most == 1)
  }

  @Test("Of many orders at once the last one holds, and no two share the device")
  func manyAtOnce() async throws {
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<20 { group.addTask { await start("A-\(number)") } }
    }
    await start("last")
    try await until { await camera.begun > 0 }
    await desk.stop(CaptureOrder(.stop, application: "other", target: "exception.left-little"))
    for _ in 0..<50 {
      await desk.hurry()
      try await Task.sleep(for: .milliseconds(2))
    }
    try await until { taken.withLockedValue { $0 } >= 1 }
    #expect(await camera.most == 1)
  }

  @Test("Stopping leaves the device at rest")
  func stopping() async throws {
    await start()
    try await until { await camera.begun == 1 }
    await desk.stop(CaptureOrder(.stop, application: "A-1", target: "exception.left-little"))
    #expect(taken.withLockedValue { $0 } == 0)
    await start()
    try await until { await camera.begun == 2 }
  }
}
