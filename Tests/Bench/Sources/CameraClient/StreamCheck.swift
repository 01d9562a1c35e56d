// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import Foundation
import USB

/// Takes frames until the camera's script is at its end, and judges what came.
struct StreamCheck {
  /// Buffers that frames can wait in at the kernel's driver.
  private static let kernelBuffers = 8

  private let bus: any Bus
  private let script: CameraScript
  private let route: CameraRoute

  init(_ bus: any Bus, _ script: CameraScript, _ route: CameraRoute) {
    self.bus = bus
    self.script = script
    self.route = route
  }

  func run() async throws -> String {
    var settings = CameraSettings()
    // The end of the script looks like silence.
    settings.restarts = 0
    settings.silenceLimit = .seconds(4)
    settings.replugLimit = .seconds(20)
    settings.route = route
    let camera = try await Camera(opening: try await bus.pluggedIn(), on: bus, settings: settings)
    guard let mode = camera.modes.first else { throw Finding("no mode") }
    let driver = await camera.driver?.description ?? "by nobody"
    let rate = try await camera.start(mode, rate: 30)
    var times: [ContinuousClock.Instant] = []
    var delivered = 0
    while let frame = try await next(camera) {
      guard TestFrame.number(of: frame) != nil else {
        throw Finding("a damaged frame was given as good after \(delivered) good ones")
      }
      delivered += 1
      times.append(.now)
    }
    let counts = await camera.statistics()
    await camera.close()
    try judge(counts, delivered)
    return
      "\(delivered) frames taken \(driver), each as sent; \(Self.rate(times)) a second of "
      + "\(rate.rounded()) agreed; "
      + "\(counts.supersededFrames) passed over; \(counts)"
  }

  /// Frames a second, from the first to the last that was taken.
  private static func rate(_ times: [ContinuousClock.Instant]) -> Double {
    guard let first = times.first, let last = times.last, last > first else { return 0 }
    return (Double(times.count - 1) / ((last - first) / .seconds(1)) * 10).rounded() / 10
  }

  /// Nil at the end of the script: where all is accounted for a second of silence is enough to see that
  /// nothing follows.
  private func next(_ camera: Camera) async throws -> CameraFrame? {
    let counts = await camera.statistics()
    let isComplete = counts.wholeFrames + counts.allDamaged >= sent
    do throws(CameraError) {
      return try await camera.frame(within: .seconds(isComplete ? 1 : 30))
    } catch {
      guard error.reason == .silent else { throw error }
      return nil
    }
  }

  private var isPulled: Bool { script.faults.values.contains(.unplug) }

  /// Frames that the camera sends, damaged ones as well. After the plug was pulled it begins its script
  /// again, without that fault.
  private var sent: Int {
    let pulledAt = script.faults.first { $0.value == .unplug }?.key
    return script.mostFrames + (pulledAt.map { $0 + 1 } ?? 0)
  }

  private func judge(_ counts: StreamStatistics, _ delivered: Int) throws {
    var damage: [FrameDamage: Int] = [:]
    for (number, fault) in script.faults {
      let rounds = isPulled ? 2 : 1
      damage[fault.damage, default: 0] += fault == .unplug ? 1 : rounds
      guard number < script.mostFrames else { throw Finding("the script ends too early") }
    }
    let whole = sent - damage.values.reduce(0, +)
    guard counts.damagedFrames == damage else {
      throw Finding("damage was counted as \(counts.damagedFrames), and was \(damage)")
    }
    // The kernel keeps what lies in its buffers to itself when the plug is pulled.
    let least = isPulled && route == .kernel ? whole - Self.kernelBuffers : whole
    guard (least...whole).contains(counts.wholeFrames),
      delivered + counts.supersededFrames == counts.wholeFrames
    else {
      throw Finding("\(whole) whole frames were sent; \(delivered) were taken: \(counts)")
    }
    guard counts.reopenings == (isPulled ? 1 : 0) else { throw Finding("\(counts)") }
  }
}

extension CameraFault {
  /// What it must be counted as for a format of fixed size.
  fileprivate var damage: FrameDamage {
    switch self {
    case .lostPacket: .lostPackets
    case .missingPayload, .missingEnd: .short
    case .errorBit: .deviceError
    case .toggleLost: .toggleLost
    case .overlong: .overlong
    case .badHeader: .badHeader
    case .timeStampChanges: .mixed
    case .unplug: .interrupted
    }
  }
}
