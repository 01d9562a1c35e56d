// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Foundation
import USB

/// Runs a camera's model for a bench, at the pace of a bus: pictures do not come faster than a camera
/// takes them.
final class CameraHost: ServedDevice, @unchecked Sendable {
  private struct Due {
    let id: Int
    let answer: DeviceAnswer
    let time: UInt64
  }

  /// Nanoseconds that a loaded machine may catch up with, so that the rate stays right: six frames of 30
  /// a second, fewer than the kernel's driver has buffers for. A longer rest is the end of a stream.
  private static let catchUp: UInt64 = 200_000_000

  private let frameBytes: Int
  private let condition = NSCondition()
  private var model: UVCCameraModel
  private var running: [Int: Transfer] = [:]
  private var queue: [Due] = []
  /// When the next data of an endpoint are due: two of them share the bus.
  private var nextTimes: [EndpointAddress: UInt64] = [:]

  var complete: @Sendable (Int, ModelHost.Completion) -> Void = { _, _ in }
  var unplug: @Sendable () -> Void = {}
  let speed = 480

  /// Nil when there is no such script.
  init?(model name: String) {
    guard let script = CameraModels.named(name) else { return nil }
    frameBytes = script.frameBytes
    model = UVCCameraModel(script)
    Thread.detachNewThread { [self] in deliver() }
  }

  var descriptors: [UInt8] { model.descriptors }

  func opened() { forget() }

  func reset(claimsAgain: Bool) { forget() }

  private func forget() {
    condition.withLock {
      model.start()
      (queue, running) = ([], [:])
    }
  }

  func clearHalt(_ endpoint: EndpointAddress) {
    condition.withLock { model.haltCleared(endpoint) }
  }

  func selected(_ setting: UInt8, of interface: UInt8) {
    condition.withLock { model.selected(alternate: setting, of: interface) }
  }

  func submitted(_ transfer: Transfer, id: Int) {
    condition.withLock {
      running[id] = transfer
      for answer in model.submitted(transfer, id: id) { schedule(answer) }
      condition.signal()
    }
  }

  func cancelled(id: Int) {
    condition.withLock {
      running[id] = nil
      queue.removeAll { $0.id == id }
      model.cancelled(id: id)
    }
  }

  /// Requests are answered at once, pictures after the time that they take on the bus.
  private func schedule(_ answer: DeviceAnswer) {
    let now = DispatchTime.now().uptimeNanoseconds
    var time = now
    if let endpoint = running[answer.id]?.endpoint {
      let last = nextTimes[endpoint] ?? 0
      time = (last + Self.catchUp < now ? now : last) + nanoseconds(answer)
      nextTimes[endpoint] = time
    }
    let due = Due(id: answer.id, answer: answer, time: time)
    queue.insert(due, at: queue.firstIndex { $0.time > due.time } ?? queue.endIndex)
  }

  private func nanoseconds(_ answer: DeviceAnswer) -> UInt64 {
    switch answer.kind {
    case .packets(let packets): UInt64(packets.count) * 125_000
    case .data(let bytes): UInt64(bytes.count) * 1_000_000_000 / 30 / UInt64(frameBytes)
    case .accepted, .stall, .babble, .wireError, .unplug: 0
    }
  }

  /// A thread of its own, for ever.
  private func deliver() {
    while true {
      condition.lock()
      while true {
        let now = DispatchTime.now().uptimeNanoseconds
        guard let first = queue.first else {
          condition.wait()
          continue
        }
        if first.time <= now { break }
        _ = condition.wait(until: Date(timeIntervalSinceNow: Double(first.time - now) / 1e9))
      }
      let due = queue.removeFirst()
      let transfer = running.removeValue(forKey: due.id)
      if due.answer.kind == .unplug { (queue, running) = ([], [:]) }
      condition.unlock()
      if due.answer.kind == .unplug {
        unplug()
      } else if let transfer {
        complete(due.id, ModelHost.Completion(transfer, due.answer.kind))
      }
    }
  }
}
