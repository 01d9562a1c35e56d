// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite(.serialized) struct StillTests {
  /// A small camera whose stills need more bandwidth than its stream.
  private static func script(
    _ method: StillMethod, isIsochronous: Bool, _ change: (inout StillScript) -> Void = { _ in }
  ) -> CameraScript {
    var script = CameraScript()
    (script.width, script.height) = (64, 48)
    script.payloadBytes = isIsochronous ? 500 : 700
    script.isIsochronous = isIsochronous
    var stills = StillScript(method)
    stills.sizes = [(32, 24), (160, 120), (96, 72)]
    stills.payloadBytes = isIsochronous && method == .inStream ? 2000 : 1536
    change(&stills)
    script.stills = stills
    return script
  }

  private struct Bench {
    let camera: Camera
    let device: SimulatedDevice

    init(
      _ script: CameraScript, stillLimit: Duration = .seconds(600), attempts: Int = 3
    ) async throws {
      var settings = CameraSettings.unhurried
      (settings.stillLimit, settings.stillAttempts) = (stillLimit, attempts)
      device = SimulatedDevice(UVCCameraModel(script), at: .test)
      let bus = SimulatedBus([device])
      camera = try await Camera(opening: bus.camera(named: nil), on: bus, settings: settings)
      try await camera.start(try #require(camera.modes.first))
    }

    /// Numbers of so many frames, each compared with what was sent.
    func frames(_ count: Int) async throws -> [Int] {
      var numbers: [Int] = []
      for _ in 0..<count {
        let frame = try await camera.frame(within: .seconds(600))
        numbers.append(try #require(TestFrame.number(of: frame)))
      }
      return numbers
    }

    /// Stream, still, stream: the still is as sent, and no frame around it was damaged.
    func check(_ still: Still, _ method: StillMethod, number: Int) async throws {
      #expect(still.method == method)
      #expect(still.setback == nil)
      #expect(still.frame.isStill)
      #expect(TestFrame.number(of: still.frame) == TestFrame.firstStill + number)
      #expect((still.frame.mode.width, still.frame.mode.height) == (160, 120))
      _ = try await frames(3)
      #expect(await camera.statistics().allDamaged == 0)
    }
  }

  @Test(
    arguments: [StillMethod.inStream, .ownEndpoint], [PixelFormat.gray8, .yuy2, .mjpeg])
  func theLargestStillIsTakenInTheMidstOfAStream(
    _ method: StillMethod, _ format: PixelFormat
  ) async throws {
    for isIsochronous in [true, false] {
      var script = Self.script(method, isIsochronous: isIsochronous)
      script.formats = [format]
      let bench = try await Bench(script)
      var last = try await bench.frames(3)
      for number in 0..<3 {
        try await bench.check(try await bench.camera.still(), method, number: number)
        let next = try await bench.frames(3)
        #expect(next[0] > last[2], "the same stream goes on")
        last = next
      }
      #expect(await bench.camera.statistics().wholeStills == 3)
      #expect(await bench.camera.statistics().restarts == 0)
      await bench.camera.close()
    }
  }

  @Test(arguments: [true, false], [true, false])
  func neitherEndMarkNorFrameIDIsNeeded(_ marksEnd: Bool, _ togglesFrameID: Bool) async throws {
    for method in [StillMethod.inStream, .ownEndpoint] {
      for isIsochronous in [true, false] {
        let bench = try await Bench(
          Self.script(method, isIsochronous: isIsochronous) {
            ($0.marksEnd, $0.togglesFrameID) = (marksEnd, togglesFrameID)
          })
        _ = try await bench.frames(2)
        try await bench.check(try await bench.camera.still(), method, number: 0)
        await bench.camera.close()
      }
    }
  }

  @Test func aCameraWithoutBetterStillsGivesTheNextFrame() async throws {
    var script = Self.script(.inStream, isIsochronous: true)
    script.stills = nil
    let bench = try await Bench(script)
    let first = try await bench.frames(1)[0]
    let still = try await bench.camera.still()
    #expect(still.method == .nextFrame)
    #expect(still.setback == nil)
    #expect(try #require(TestFrame.number(of: still.frame)) > first)
    await bench.camera.close()
  }

  @Test func aStillNoLargerThanTheFramesIsTakenOnWishOnly() async throws {
    let bench = try await Bench(
      Self.script(.ownEndpoint, isIsochronous: true) { $0.sizes = [(64, 48), (32, 24)] })
    #expect(try await bench.camera.still().method == .nextFrame)
    let wish = try #require(bench.camera.stills.last)
    let still = try await bench.camera.still(wish)
    #expect(still.method == .ownEndpoint)
    #expect((still.frame.mode.width, still.frame.mode.height) == (32, 24))
    #expect(TestFrame.number(of: still.frame) == TestFrame.firstStill)
    await bench.camera.close()
  }

  @Test(
    arguments: [StillMethod.inStream, .ownEndpoint],
    [
      StillFault.frame(.lostPacket), .frame(.missingPayload), .frame(.missingEnd),
      .frame(.errorBit), .frame(.overlong), .frame(.badHeader), .frame(.timeStampChanges), .stall,
    ])
  func aDamagedStillIsAskedForAgain(_ method: StillMethod, _ fault: StillFault) async throws {
    for isIsochronous in [true, false] {
      // Stalls are for bulk endpoints.
      if fault == .stall, method == .inStream { continue }
      let bench = try await Bench(
        Self.script(method, isIsochronous: isIsochronous) { $0.faults = [0: fault, 1: fault] })
      _ = try await bench.frames(2)
      try await bench.check(try await bench.camera.still(), method, number: 2)
      let counts = await bench.camera.statistics()
      #expect(counts.damagedStills.values.reduce(0, +) == 2)
      #expect(counts.wholeStills == 1)
      await bench.camera.close()
    }
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint], [true, false])
  func aLostStillIsAskedForAgain(_ method: StillMethod, _ isIsochronous: Bool) async throws {
    // So many attempts that a slow machine makes one of them in time.
    let bench = try await Bench(
      Self.script(method, isIsochronous: isIsochronous) { $0.faults = [0: .lost] },
      stillLimit: .milliseconds(200), attempts: 500)
    _ = try await bench.frames(2)
    let still = try await bench.camera.still()
    #expect(still.method == method)
    #expect(try #require(TestFrame.number(of: still.frame)) > TestFrame.firstStill)
    _ = try await bench.frames(2)
    #expect(await bench.camera.statistics().allDamaged == 0)
    await bench.camera.close()
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint], [true, false])
  func damagedToTheLastItIsAnErrorAndTheStreamGoesOn(
    _ method: StillMethod, _ isIsochronous: Bool
  ) async throws {
    let bench = try await Bench(
      Self.script(method, isIsochronous: isIsochronous) { $0.faultOfAll = .frame(.errorBit) })
    _ = try await bench.frames(2)
    let error = await #expect(throws: CameraError.self) { try await bench.camera.still() }
    #expect(error?.reason == .faulty)
    #expect(error?.message.contains("3 attempts") == true)
    _ = try await bench.frames(3)
    #expect(await bench.camera.statistics().damagedStills == [.deviceError: 3])
    #expect(await bench.camera.statistics().allDamaged == 0)
    await bench.camera.close()
  }

  @Test(
    arguments: [StillMethod.inStream, .ownEndpoint],
    [
      (StillFault.lost, StillSetback.neverCame), (.probeRefused, .refused),
      (.triggerRefused, .refused),
    ])
  func aPromiseThatIsNotKeptGivesTheNextFrame(
    _ method: StillMethod, _ fault: (StillFault, StillSetback)
  ) async throws {
    for isIsochronous in [true, false] {
      let bench = try await Bench(
        Self.script(method, isIsochronous: isIsochronous) { $0.faultOfAll = fault.0 },
        // A refusal comes by itself.
        stillLimit: fault.0 == .lost ? .milliseconds(100) : .seconds(600))
      _ = try await bench.frames(2)
      let still = try await bench.camera.still()
      #expect(still.method == .nextFrame)
      #expect(still.setback == fault.1)
      #expect(TestFrame.number(of: still.frame) != nil)
      _ = try await bench.frames(2)
      #expect(await bench.camera.statistics().allDamaged == 0)
      await bench.camera.close()
    }
  }

  @Test func aCameraThatAgreesToAnotherSizeGivesTheNextFrame() async throws {
    let bench = try await Bench(
      Self.script(.inStream, isIsochronous: false) { $0.agreesTo = 1 })
    let still = try await bench.camera.still()
    #expect(still.setback == .refused)
    await bench.camera.close()
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint], [true, false])
  func unpluggedInTheMiddleOfAStillTheCameraIsGone(
    _ method: StillMethod, _ isIsochronous: Bool
  ) async throws {
    let bench = try await Bench(
      Self.script(method, isIsochronous: isIsochronous) { $0.faults = [0: .frame(.unplug)] })
    _ = try await bench.frames(2)
    let error = await #expect(throws: CameraError.self) { try await bench.camera.still() }
    #expect(error?.reason == .gone)
    await bench.camera.close()
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint])
  func theWaitForAStillCanBeCancelledAndTheStreamGoesOn(_ method: StillMethod) async throws {
    let bench = try await Bench(
      Self.script(method, isIsochronous: true) { $0.faultOfAll = .lost })
    _ = try await bench.frames(1)
    let waiting = Task { try await bench.camera.still() }
    await #expect(throws: CameraError.self) {
      while !(await bench.camera.isAwaited) { await Task.yield() }
      _ = try await bench.camera.frame()
    }
    waiting.cancel()
    let error = await #expect(throws: CameraError.self) { try await waiting.value }
    #expect(error?.reason == .cancelled)
    _ = try await bench.frames(2)
    await bench.camera.close()
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint], [true, false])
  func stoppingOrClosingEndsTheWait(_ method: StillMethod, _ closes: Bool) async throws {
    let bench = try await Bench(
      Self.script(method, isIsochronous: true) { $0.faultOfAll = .lost })
    _ = try await bench.frames(1)
    let waiting = Task { try await bench.camera.still() }
    while !(await bench.camera.isAwaited) { await Task.yield() }
    if closes { await bench.camera.close() } else { await bench.camera.stop() }
    await #expect(throws: CameraError.self) { try await waiting.value }
    if !closes {
      try await bench.camera.start(try #require(bench.camera.modes.first))
      _ = try await bench.frames(2)
      await bench.camera.close()
    }
  }

  @Test func withoutAStreamThereIsNoStill() async throws {
    let bench = try await Bench(Self.script(.inStream, isIsochronous: true))
    await bench.camera.stop()
    let error = await #expect(throws: CameraError.self) { try await bench.camera.still() }
    #expect(error?.reason == .unsuitable)
    await bench.camera.close()
  }
}

@Suite struct StillDescriptorTests {
  private static func script(_ method: StillMethod) -> CameraScript {
    var script = CameraScript()
    script.formats = [.yuy2, .mjpeg]
    var stills = StillScript(method)
    stills.compressions = [9, 4, 7]
    script.stills = stills
    return script
  }

  private static func stream(_ bytes: [UInt8]) throws -> VideoStreaming {
    let functions = try VideoFunction.all(in: DescriptorSet(parsing: bytes))
    return try #require(functions.first?.streams.first)
  }

  @Test(arguments: [StillMethod.inStream, .ownEndpoint])
  func sizesRatiosAndEndpointAreRead(_ method: StillMethod) throws {
    let stream = try Self.stream(UVCCameraModel(Self.script(method)).descriptors)
    #expect(stream.stillMethod == method.rawValue)
    #expect(stream.stills.map(\.formatIndex) == [1, 2])
    #expect(stream.stills.allSatisfy { $0.compressions == [9, 4, 7] })
    #expect(stream.stills.first?.endpoint == (method == .ownEndpoint ? 0x82 : nil))
    let modes = StillMode.all(of: stream)
    #expect(modes.map(\.mode.width) == [320, 1280, 320, 1280])
    #expect(modes.map(\.mode.frameIndex) == [1, 2, 1, 2])
    #expect(modes.allSatisfy { $0.compressionIndex == 2 })
    #expect(modes.first?.source?.packetBytes == (method == .ownEndpoint ? 512 : nil))
    let running = VideoMode.test(.mjpeg, 640, 480)
    #expect(StillMode.best(of: modes, over: running)?.mode.format == .mjpeg)
    #expect(StillMode.best(of: modes, over: .test(.gray8, 640, 480)) == nil)
    #expect(StillMode.best(of: modes, over: .test(.yuy2, 1280, 960)) == nil)
  }

  @Test func anEndpointThatIsNotThereGivesNoStills() throws {
    var bytes = UVCCameraModel(Self.script(.ownEndpoint)).descriptors
    let still = try #require(bytes.range(of: [0x24, 3, 0x82])).upperBound - 1
    for address in [0x83, 0x81, 0x02, 0] as [UInt8] {
      bytes[still] = address
      let modes = StillMode.all(of: try Self.stream(bytes))
      #expect(modes.map(\.mode.format) == [.mjpeg, .mjpeg])
    }
  }

  @Test func ratiosThatAreMissingDoNotSpoilTheStream() throws {
    let bytes: [UInt8] = [0, 0x24, 3, 0, 1, 64, 0, 48, 0, 200, 1]
    for count in 0...bytes.count {
      let descriptor = ClassDescriptor(bytes: bytes[..<count])
      let sizes = try? StillSizes(descriptor, formatIndex: 1)
      #expect((sizes == nil) == (count < 9))
      #expect(sizes?.compressions.count ?? 0 <= 1)
    }
  }

  @Test func truncatedAndAlteredDescriptorsGiveSaneStillsOrNone() throws {
    for method in [StillMethod.inStream, .ownEndpoint] {
      let bytes = UVCCameraModel(Self.script(method)).descriptors
      for index in bytes.indices {
        _ = try? VideoFunction.all(in: DescriptorSet(parsing: Array(bytes.prefix(index))))
        for value in [0, 1, 2, 3, 0x7f, 0x80, 0xff] as [UInt8] {
          var lie = bytes
          lie[index] = value
          guard let set = try? DescriptorSet(parsing: lie),
            let cameras = try? VideoFunction.all(in: set)
          else { continue }
          for still in cameras.flatMap(\.stills) {
            #expect(still.mode.mostBytes <= 4 * FrameSize.mostPixels + 65_536)
            #expect((still.source != nil) == (still.method == .ownEndpoint))
          }
        }
      }
    }
  }

  @Test func blocksAreReadAtFullLengthOnly() throws {
    let still = try #require(
      StillMode.all(of: Self.stream(UVCCameraModel(Self.script(.inStream)).descriptors)).last)
    let wish = StillParameters(still)
    #expect(wish.bytes.count == StillParameters.length)
    #expect(try StillParameters(wish.bytes) == wish)
    for count in 0..<StillParameters.length {
      #expect(throws: (any Error).self) { try StillParameters(Array(wish.bytes.prefix(count))) }
    }
  }
}
