// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import Foundation
import USB

/// Takes stills in the midst of a stream, and judges them and the frames around them by the camera's
/// script.
struct StillCheck {
  /// What must come of asking for a still.
  private enum Expected {
    /// The one with this number.
    case still(Int)
    case nextFrame(StillSetback)
    case damaged
    case gone
  }

  /// Frames before, between and after the stills.
  private static let framesBetween = 20
  /// Stills that a sound camera is asked for.
  private static let soundStills = 8
  private static let attempts = 3

  private let bus: any Bus
  private let script: StillScript

  init(_ bus: any Bus, _ script: StillScript) {
    self.bus = bus
    self.script = script
  }

  func run() async throws -> String {
    var settings = CameraSettings()
    settings.stillLimit = .seconds(3)
    settings.stillAttempts = Self.attempts
    settings.replugLimit = .seconds(20)
    let camera = try await Camera(opening: try await bus.pluggedIn(), on: bus, settings: settings)
    guard let mode = camera.modes.first else { throw Finding("no mode") }
    try await camera.start(mode, rate: 30)
    var frames = try await stream(camera)
    for expected in expectations {
      try await check(camera, expected)
      frames += try await stream(camera)
    }
    let counts = await camera.statistics()
    await camera.close()
    try judge(counts)
    return "\(frames) frames between stills taken, each as sent; \(counts)"
  }

  /// Frames that follow each other, each as it was sent; their count.
  private func stream(_ camera: Camera) async throws -> Int {
    for taken in 0..<Self.framesBetween {
      let frame = try await camera.frame(within: .seconds(30))
      guard TestFrame.number(of: frame) != nil, !frame.isStill else {
        throw Finding("frame \(taken) after a still is not as it was sent")
      }
    }
    return Self.framesBetween
  }

  private func check(_ camera: Camera, _ expected: Expected) async throws {
    let found: Result<Still, CameraError>
    do throws(CameraError) {
      found = .success(try await camera.still())
    } catch {
      found = .failure(error)
    }
    switch (expected, found) {
    case (.still(let number), .success(let still))
    where still.method == script.method && still.setback == nil && still.frame.isStill
      && TestFrame.number(of: still.frame) == TestFrame.firstStill + number:
      return
    case (.nextFrame(let setback), .success(let still))
    where still.method == .nextFrame && still.setback == setback
      && TestFrame.number(of: still.frame) != nil:
      return
    case (.damaged, .failure(let error)) where error.reason == .faulty: return
    case (.gone, .failure(let error)) where error.reason == .gone: return
    default: throw Finding("expected \(expected), found \(found)")
    }
  }

  /// What the script makes of one call after the other.
  private var expectations: [Expected] {
    let last = script.faults.keys.max() ?? -1
    var asked = 0
    var all: [Expected] = []
    while asked <= last || all.count < Self.soundStills { all.append(outcome(&asked)) }
    return all
  }

  private func outcome(_ asked: inout Int) -> Expected {
    for _ in 0..<Self.attempts {
      defer { asked += 1 }
      switch script.faults[asked] {
      case nil: return .still(asked)
      case .triggerRefused, .probeRefused: return .nextFrame(.refused)
      case .frame(.unplug): return .gone
      case .lost, .stall, .frame: continue
      }
    }
    return .damaged
  }

  private func judge(_ counts: StreamStatistics) throws {
    let whole = expectations.count { if case .still = $0 { true } else { false } }
    let damaged = script.faults.values.count {
      switch $0 {
      case .stall: true
      case .frame(let fault): fault != .unplug
      case .lost, .triggerRefused, .probeRefused: false
      }
    }
    guard counts.wholeStills == whole, counts.damagedStills.values.reduce(0, +) == damaged else {
      throw Finding("\(whole) whole and \(damaged) damaged stills were sent: \(counts)")
    }
    let isPulled = script.faults.values.contains(.frame(.unplug))
    // The plug is pulled in the middle of a still, and mostly in that of a frame.
    let cut = counts.damagedFrames[.interrupted] ?? 0
    guard counts.allDamaged == cut, cut <= (isPulled ? 1 : 0), counts.restarts == 0,
      counts.reopenings == (isPulled ? 1 : 0)
    else { throw Finding("frames around stills were damaged: \(counts)") }
  }
}
