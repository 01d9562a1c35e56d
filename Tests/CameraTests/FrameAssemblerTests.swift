// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite struct FrameAssemblerTests {
  @Test(arguments: PixelFormat.allCases, [true, false])
  func everyFrameOfASoundCameraIsWhole(_ format: PixelFormat, _ isIsochronous: Bool) async throws {
    var script = CameraScript()
    script.formats = [format]
    script.isIsochronous = isIsochronous
    let run = try await StreamRun(script, frames: 12)
    #expect(run.numbers == Array(0..<12))
    #expect(run.statistics.wholeFrames == 12)
    #expect(run.statistics.allDamaged == 0)
  }

  @Test func aCameraThatNeverMarksTheEndIsUnderstood() async throws {
    var script = CameraScript()
    script.marksEnd = false
    let run = try await StreamRun(script, frames: 12)
    // Nothing tells that the last one is over.
    #expect(run.numbers == Array(0..<11))
    #expect(run.statistics.allDamaged == 0)
  }

  @Test func payloadsThatTakeManyTransfersAreJoined() async throws {
    var script = CameraScript()
    script.isIsochronous = false
    script.payloadBytes = 640 * 480 + 12
    let run = try await StreamRun(script, frames: 8)
    #expect(run.numbers == Array(0..<8))
  }

  @Test(arguments: [PixelFormat.gray8, .mjpeg], CameraFault.harmless)
  func aDamagedFrameIsCountedAndNeverGiven(_ format: PixelFormat, _ fault: CameraFault) async throws
  {
    for isIsochronous in [true, false] {
      var script = CameraScript()
      script.formats = [format]
      script.isIsochronous = isIsochronous
      // A picture of few payloads has no middle.
      script.payloadBytes = 1020
      script.faults = [3: fault, 7: fault]
      let run = try await StreamRun(script, frames: 12)
      #expect(run.allIntact)
      #expect(!run.numbers.contains(3))
      #expect(!run.numbers.contains(7))
      #expect(run.numbers.last == 11, "the stream recovers")
      #expect(run.numbers.count >= 8)
      #expect(run.statistics.allDamaged >= 2)
      #expect(run.statistics.wholeFrames == run.numbers.count)
    }
  }

  @Test(
    arguments: [
      (CameraFault.lostPacket, FrameDamage.lostPackets), (.missingPayload, .short),
      (.missingEnd, .short), (.errorBit, .deviceError), (.overlong, .overlong),
      (.badHeader, .badHeader), (.timeStampChanges, .mixed), (.toggleLost, .toggleLost),
    ])
  func damageIsCountedByItsKind(_ fault: CameraFault, _ damage: FrameDamage) async throws {
    var script = CameraScript()
    script.faults = [3: fault, 7: fault]
    let run = try await StreamRun(script, frames: 12)
    #expect(run.statistics.damagedFrames == [damage: 2])
    #expect(run.numbers == [0, 1, 2, 4, 5, 6, 8, 9, 10, 11])
  }

  @Test func aToggleThatIsLostWithoutEndMarksSpoilsBothFrames() async throws {
    var script = CameraScript()
    script.marksEnd = false
    script.hasTimeStamps = false
    script.faults = [3: .toggleLost]
    let run = try await StreamRun(script, frames: 12)
    #expect(run.statistics.damagedFrames == [.overlong: 1])
    #expect(run.numbers == [0, 1, 4, 5, 6, 7, 8, 9, 10])
  }

  @Test func timeStampsTellThatTwoFramesAreMixed() async throws {
    var script = CameraScript()
    script.marksEnd = false
    script.faults = [3: .toggleLost]
    let run = try await StreamRun(script, frames: 12)
    #expect(run.statistics.damagedFrames == [.mixed: 1])
  }

  @Test func aCameraKnownToKeepTheFrameIDWorksByEndMarks() {
    var quirks = CameraQuirks()
    quirks.keepsFrameID = true
    var assembler = FrameAssembler(.tiny, quirks: quirks)
    for _ in 0..<3 {
      #expect(assembler.add(payload: [2, 0x82, 1, 2, 3, 4]).map(\.bytes) == [[1, 2, 3, 4]])
    }
  }

  @Test func anEndMarkMayComeWithoutData() {
    var assembler = FrameAssembler(.tiny)
    #expect(assembler.add(payload: [2, 0x80, 1, 2, 3, 4]).isEmpty)
    #expect(assembler.add(payload: [2, 0x82]).map(\.bytes) == [[1, 2, 3, 4]])
    #expect(assembler.add(payload: [2, 0x82]).isEmpty)
    #expect(assembler.statistics.allDamaged == 0)
  }

  @Test func onePayloadMayEndTwoFrames() {
    var assembler = FrameAssembler(.tiny)
    #expect(assembler.add(payload: [2, 0x80, 1, 2, 3, 4]).isEmpty)
    let frames = assembler.add(payload: [2, 0x83, 5, 6, 7, 8])
    #expect(frames.map(\.bytes) == [[1, 2, 3, 4], [5, 6, 7, 8]])
  }

  @Test func lossBetweenFramesCostsNoWholeFrame() {
    var assembler = FrameAssembler(.tiny)
    #expect(assembler.add(payload: [2, 0x82, 1, 2, 3, 4]).count == 1)
    // A whole frame with the other ID may have been in there.
    assembler.noteLoss(packets: 1)
    #expect(assembler.add(payload: [2, 0x82, 5, 6, 7, 8]).count == 1)
    #expect(assembler.statistics.lostPackets == 1)
  }

  @Test func aFrameNeverGrowsBeyondItsMode() {
    var assembler = FrameAssembler(.tiny)
    for _ in 0..<1000 { _ = assembler.add(payload: [2, 0x80] + [UInt8](repeating: 1, count: 60)) }
    #expect(assembler.add(payload: [2, 0x82]).isEmpty)
    #expect(assembler.statistics.damagedFrames == [.overlong: 1])
  }

  @Test(
    arguments: [
      [0, 0x80], [1, 0x80], [2], [5, 0x84, 0, 0, 0, 0], [11, 0x8c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [13, 0x80, 0, 0], [255, 0xff],
    ] as [[UInt8]])
  func headersThatCannotBeAreCounted(_ payload: [UInt8]) {
    var assembler = FrameAssembler(.tiny)
    #expect(assembler.add(payload: payload[...]).isEmpty)
    #expect(assembler.statistics.badHeaders == 1)
  }

  @Test func anyBytesAreTakenWithoutATrap() {
    for shape in [FrameShape.tiny, .jpeg] {
      var assembler = FrameAssembler(shape)
      for first in UInt8.min...UInt8.max {
        for flags in UInt8.min...UInt8.max {
          _ = assembler.add(payload: [first, flags, 0xff, 0xd8, 0xff, 0xd9])
        }
      }
      #expect(assembler.statistics.wholeFrames >= 0)
    }
  }
}

extension CameraFault {
  /// All after which the camera is still there.
  static let harmless = allCases.filter { $0 != .unplug }
}

extension FrameShape {
  /// Four bytes.
  static let tiny = FrameShape(.test(.gray8, 2, 2))
  static let jpeg = FrameShape(.test(.mjpeg, 16, 16))
}

extension VideoMode {
  static func test(_ format: PixelFormat, _ width: Int, _ height: Int) -> VideoMode {
    VideoMode(
      interface: 1, formatIndex: 1, frameIndex: 1, format: format, width: width, height: height,
      intervals: FrameIntervals(standard: 333_333, values: [333_333], isRange: false))
  }
}
