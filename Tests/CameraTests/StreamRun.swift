// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

/// Negotiates with a made-up camera and takes frames of it, transfer by transfer, so that not one can
/// be passed over.
struct StreamRun {
  /// Numbers of the frames that came, in their order.
  private(set) var numbers: [Int] = []
  /// Whether every byte of every frame was as it had been sent.
  private(set) var allIntact = true
  private(set) var statistics = StreamStatistics()
  private var rejected = 0

  init(
    _ script: CameraScript, frames: Int, quirks: CameraQuirks = CameraQuirks()
  ) async throws {
    var script = script
    script.mostFrames = frames
    let device = SimulatedDevice(UVCCameraModel(script), at: .test)
    let bus = SimulatedBus([device])
    let identity = try bus.camera(named: nil)
    let transport = try await bus.open(identity.device, claiming: identity.function.interfaces)
    let stream = try #require(identity.function.streams.first)
    let mode = try #require(identity.function.modes.first)
    let plan = try await Negotiation(
      transport, stream, release: identity.function.control.release, quirks: quirks,
      patience: .seconds(600)
    ).settle(mode, rate: 30)
    if let alternate = plan.alternate {
      try await transport.select(alternate: alternate, of: stream.number)
    }
    try await take(plan, transport, quirks)
    await bus.close()
  }

  private mutating func take(
    _ plan: StreamPlan, _ transport: any Transport, _ quirks: CameraQuirks
  ) async throws {
    var splitter = PayloadSplitter(plan)
    var assembler = FrameAssembler(FrameShape(plan.mode), quirks: quirks)
    // The model holds transfers when it has no frames left: silence ends the run.
    let transfer = Transfer(plan.transfer.content, timeout: .seconds(1))
    var isOver = false
    while !isOver {
      switch await transport.submit(transfer).outcome() {
      case .success(let result):
        for whole in splitter.feed(result, to: &assembler) { note(whole, plan.mode, quirks) }
      case .failure(let error) where error.reason == .timeout: isOver = true
      case .failure(let error) where error.reason == .wire:
        assembler.noteLoss(packets: 0)
        splitter.forget()
      case .failure(let error): throw error
      }
    }
    statistics = assembler.statistics
    for _ in 0..<rejected { statistics.reject() }
  }

  private mutating func note(
    _ whole: AssembledFrame, _ mode: VideoMode, _ quirks: CameraQuirks
  ) {
    let frame = CameraFrame(whole, mode: mode, number: 0, arrival: .now, quirks: quirks)
    guard (try? frame.verified()) != nil else {
      rejected += 1
      return
    }
    if let number = TestFrame.number(of: frame) {
      numbers.append(number)
    } else {
      allIntact = false
    }
  }
}

extension DevicePath {
  static let test = DevicePath(bus: 1, ports: [4]) ?? { fatalError() }()
}
