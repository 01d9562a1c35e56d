// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite(.serialized) struct KernelStreamTests {
  private static func picture(_ number: Int, _ format: PixelFormat = .gray8) -> [UInt8] {
    TestFrame.bytes(number, format, width: 64, height: 48)
  }

  private static func node(
    _ steps: [MadeUpNode.Step], _ change: (inout MadeUpNode.Script) -> Void = { _ in }
  ) -> MadeUpNode {
    var script = MadeUpNode.Script()
    script.steps = steps
    change(&script)
    return MadeUpNode(script)
  }

  /// Takes frames until that many were counted, good and bad.
  private static func take(_ camera: Camera, until count: Int) async throws -> Set<Int> {
    var numbers: Set<Int> = []
    while true {
      let counts = await camera.statistics()
      if counts.wholeFrames + counts.allDamaged >= count, counts.wholeFrames == 0 { break }
      let frame = try await camera.frame(within: .seconds(600))
      numbers.insert(try #require(TestFrame.number(of: frame)))
      let after = await camera.statistics()
      if after.wholeFrames + after.allDamaged >= count,
        numbers.count + after.supersededFrames >= after.wholeFrames
      {
        break
      }
    }
    return numbers
  }

  @Test(arguments: [
    (PixelFormat.gray8, PixelCode("GREY")), (.gray16, PixelCode("Y16 ")),
    (.yuy2, PixelCode("YUYV")), (.uyvy, PixelCode("UYVY")), (.nv12, PixelCode("NV12")),
    (.mjpeg, PixelCode("MJPG")),
  ])
  func everyFormatComesAsItWasSent(_ format: PixelFormat, _ code: PixelCode) async throws {
    let node = Self.node((0..<20).map { .picture(Self.picture($0, format)) }) {
      $0.formats = [(code, [NodeSizes(width: 64, height: 48)])]
      $0.interval = NodeInterval(666_666)
    }
    let camera = try await LockedBus([format]).camera(MadeUpNodes([[node]]))
    #expect(await camera.driver == .kernel(path: "/dev/video0"))
    let rate = try await camera.start(try #require(camera.modes.first))
    #expect(rate.rounded() == 15)
    let numbers = try await Self.take(camera, until: 20)
    #expect(numbers.contains(19))
    await camera.close()
    let counts = await camera.statistics()
    #expect(counts.wholeFrames == 20 && counts.allDamaged == 0)
    #expect(await camera.driver == nil)
  }

  @Test func damagedFramesAreCountedAndNeverGiven() async throws {
    let whole = Self.picture(1)
    let steps: [MadeUpNode.Step] = [
      .picture(whole), .picture(whole, hasError: true), .picture(Array(whole.dropLast())),
      .nonsense(index: -1, count: whole.count + 1), .nonsense(index: -1, count: .max),
      .picture(Self.picture(2), lost: 3), .picture([]), .picture([], hasError: true),
      .picture(Self.picture(3)),
    ]
    let camera = try await LockedBus().camera(MadeUpNodes(steps))
    try await camera.start(try #require(camera.modes.first))
    let numbers = try await Self.take(camera, until: 12)
    #expect(numbers.isSubset(of: [1, 2, 3]) && numbers.contains(3))
    await camera.close()
    let counts = await camera.statistics()
    #expect(counts.wholeFrames == 3)
    // The empty buffer with an error is one that the driver gives up: it counts as a lost number.
    #expect(
      counts.damagedFrames == [.deviceError: 1, .short: 2, .overlong: 2, .withheld: 4])
  }

  @Test func aJPEGFrameThatIsCutIsNotGiven() async throws {
    let whole = Self.picture(0, .mjpeg)
    let node = Self.node([.picture(whole.dropLast(2)), .picture(whole)]) {
      $0.formats = [(PixelCode("JPEG"), [NodeSizes(width: 64, height: 48)])]
    }
    let camera = try await LockedBus([.mjpeg]).camera(MadeUpNodes([[node]]))
    try await camera.start(try #require(camera.modes.first))
    #expect(TestFrame.number(of: try await camera.frame(within: .seconds(600))) == 0)
    await camera.close()
    #expect(await camera.statistics().damagedFrames == [.unreadable: 1])
  }

  @Test func everyBufferIsLentAgain() async throws {
    let node = Self.node((0..<50).map { .picture(Self.picture($0), hasError: $0 % 3 == 1) })
    let camera = try await LockedBus().camera(MadeUpNodes([[node]]))
    try await camera.start(try #require(camera.modes.first))
    while node.lends < 50 + 8 { await Task.yield() }
    await camera.close()
    #expect(await camera.statistics().damagedFrames == [.deviceError: 17])
  }

  @Test func unpluggedInMidFrameItGoesOnAfterItCameBack() async throws {
    let steps = (0..<5).map { MadeUpNode.Step.picture(Self.picture($0)) }
    let (first, second) = (Self.node(steps + [.unplug]), Self.node(steps))
    let camera = try await LockedBus().camera(MadeUpNodes([[first], [], [second]])) {
      $0.replugLimit = .seconds(600)
    }
    try await camera.start(try #require(camera.modes.first))
    while await camera.statistics().reopenings == 0 {
      _ = try await camera.frame(within: .seconds(600))
    }
    await camera.close()
    #expect(await camera.statistics().damagedFrames == [.interrupted: 1])
    #expect((first.streams, second.streams) == (1, 1))
  }

  @Test func aCameraThatStaysAwayIsGone() async throws {
    let camera = try await LockedBus().camera(MadeUpNodes([.unplug]))
    try await camera.start(try #require(camera.modes.first))
    let error = await #expect(throws: CameraError.self) { try await camera.frame() }
    #expect(error?.reason == .gone)
    await camera.close()
  }

  @Test func aSilentStreamIsStartedAnew() async throws {
    let node = Self.node([.picture(Self.picture(7))])
    let camera = try await LockedBus().camera(MadeUpNodes([[node]])) {
      $0.silenceLimit = .milliseconds(100)
      // So many that a slow machine shows a frame after one of them.
      $0.restarts = 500
    }
    try await camera.start(try #require(camera.modes.first))
    for _ in 0..<3 {
      #expect(TestFrame.number(of: try await camera.frame(within: .seconds(600))) == 7)
    }
    await camera.close()
    #expect(node.streams >= 3)
  }

  @Test(arguments: [
    MadeUpNode.Step.failure(.wire), .nonsense(index: 99, count: 5), .nonsense(index: 8, count: 5),
  ])
  func aStreamThatFailsIsStartedAnewAndThenGivenUp(_ step: MadeUpNode.Step) async throws {
    let node = Self.node([step])
    let camera = try await LockedBus().camera(MadeUpNodes([[node]]))
    try await camera.start(try #require(camera.modes.first))
    let error = await #expect(throws: CameraError.self) {
      try await camera.frame(within: .seconds(600))
    }
    #expect(error?.reason == .faulty)
    #expect(node.streams == 4)
    await camera.close()
  }

  @Test func closingEndsAWait() async throws {
    let node = Self.node([])
    let camera = try await LockedBus().camera(MadeUpNodes([[node]]))
    try await camera.start(try #require(camera.modes.first))
    let waiting = Task { try await camera.frame(within: .seconds(600)) }
    await Task.yield()
    await camera.close()
    let error = await #expect(throws: CameraError.self) { try await waiting.value }
    #expect(error?.reason == .cancelled || error?.reason == .unsuitable)
  }

  /// Answers of all kinds: whatever comes is a frame of the right size or an error, never a trap.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func nonsenseIsRefused(_ seed: UInt64) async throws {
    var dice = SeededDice(seed)
    let steps = (0..<20).map { _ in dice.step() }
    let format = (0..<5).map { _ in dice.number() }
    let node = Self.node(steps) {
      $0.bufferBytes = dice.flip() ? nil : Int(dice.number())
      $0.interval = dice.flip() ? nil : NodeInterval(dice.number())
      if format[0] % 4 == 0 {
        $0.answer = { wish in
          var answer = MadeUpNode.honest(wish)
          (answer.width, answer.height) = (format[1], format[2])
          (answer.bytes, answer.bytesPerLine) = (format[3], format[4])
          return answer
        }
      }
    }
    let camera = try await LockedBus().camera(MadeUpNodes([[node]])) {
      $0.silenceLimit = .milliseconds(5)
      $0.restarts = 1
    }
    do {
      try await camera.start(try #require(camera.modes.first))
      for _ in 0..<10 {
        #expect(try await camera.frame(within: .seconds(600)).bytes.count == 64 * 48)
      }
    } catch is CameraError {}
    await camera.close()
  }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood: SplitMix64).
private struct SeededDice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func number() -> UInt32 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return UInt32(truncatingIfNeeded: z ^ z >> 31)
  }

  mutating func flip() -> Bool { number() % 2 == 0 }

  mutating func step() -> MadeUpNode.Step {
    switch number() % 8 {
    case 0: .nonsense(index: Int(number() % 20) - 1, count: Int(number()))
    case 1: .nonsense(index: -1, count: Int.random(in: -5...5_000, using: &self))
    case 2: .failure(.wire)
    case 3: .picture([1, 2, 3], lost: number(), hasError: flip())
    default: .picture([UInt8](repeating: 9, count: 64 * 48), lost: number() % 3)
    }
  }
}

extension SeededDice: RandomNumberGenerator {
  mutating func next() -> UInt64 { UInt64(number()) << 32 | UInt64(number()) }
}
