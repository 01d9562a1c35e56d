// SPDX-License-Identifier: Apache-2.0

import Foundation
import ReaderModels
import ScannerModels
public import USB

/// Runs a device's model for a bench: brings in the faults of its plan, and answers when it is time.
///
/// The bench calls it from one thread at a time, and gets answers on any thread.
public final class ModelHost: ServedDevice, @unchecked Sendable {
  /// How a transfer ends, in the kernel's words.
  public struct Completion: Sendable {
    /// 0 or a negative errno.
    public let status: Int32
    /// Data from the device.
    public let bytes: [UInt8]
    /// Bytes that moved, whichever way.
    public let count: Int
    /// Lengths of the packets of an isochronous transfer, -1 for a lost one; empty for other kinds.
    public var packets: [Int32] = []
  }

  private let make: @Sendable () -> any DeviceModel
  private let plan: FaultPlan
  private let lock = NSRecursiveLock()
  private var model: FaultyModel
  private var running: [Int: Transfer] = [:]
  private var halted: Set<EndpointAddress> = []
  private var openings = 0
  private var claimsAfterReset = 0

  /// Ends a transfer on the wire.
  public var complete: @Sendable (Int, Completion) -> Void = { _, _ in }
  /// Pulls the plug, and puts it in again soon.
  public var unplug: @Sendable () -> Void = {}

  /// How long a late answer takes: longer than every limit of a driver with the client's patience.
  static let lateness = Duration.milliseconds(500)

  /// Takes the model's name and the plan; nil when either is not known. In a reader lies the card that
  /// is played behind the TCP port in SINHTRAC_CARD_PORT, else one that echoes.
  public init?(model name: String, plan: String) {
    guard let made = Self.model(name), let plan = FaultPlan(plan) else { return nil }
    // A reader stays the same: its card's player serves one at a time.
    make = { made is CCIDReaderModel ? made : Self.model(name) ?? made }
    self.plan = plan
    model = FaultyModel(made, [], lateness: Self.lateness)
  }

  private static func model(_ name: String) -> (any DeviceModel)? {
    if name == "isochronous" { return IsochronousModel() }
    let port = ProcessInfo.processInfo.environment["SINHTRAC_CARD_PORT"].flatMap { UInt16($0) }
    return ScannerModels.named(name) ?? ReaderModels.named(name, cardPort: port)
  }

  /// Device descriptor and configurations.
  public var descriptors: [UInt8] { model.descriptors }

  /// The client opened the device: the next faults of the plan are loaded. libusb claims again what it
  /// had claimed when it resets; that is no opening.
  public func opened() {
    lock.withLock {
      if claimsAfterReset > 0 {
        claimsAfterReset -= 1
        return
      }
      model = FaultyModel(
        make(), plan.faults(atOpening: openings), lateness: Self.lateness)
      model.start()
      halted = []
      openings += 1
    }
  }

  /// The client reset the device.
  public func reset(claimsAgain: Bool) {
    lock.withLock {
      if claimsAgain { claimsAfterReset += 1 }
      halted = []
      model.start()
    }
  }

  /// The client chose a setting of an interface.
  public func selected(_ setting: UInt8, of interface: UInt8) {
    lock.withLock { model.selected(alternate: setting, of: interface) }
  }

  /// The client ended a halt.
  public func clearHalt(_ endpoint: EndpointAddress) {
    lock.withLock {
      halted.remove(endpoint)
      model.haltCleared(endpoint)
    }
  }

  /// A transfer arrived.
  public func submitted(_ transfer: Transfer, id: Int) {
    lock.withLock {
      running[id] = transfer
      let isHalted = transfer.endpoint.map(halted.contains) ?? false
      let answers = isHalted ? [DeviceAnswer(id, .stall)] : model.submitted(transfer, id: id)
      for answer in answers { schedule(answer) }
    }
  }

  /// The client gave a transfer up, and the bench ended it.
  public func cancelled(id: Int) {
    lock.withLock { if running.removeValue(forKey: id) != nil { model.cancelled(id: id) } }
  }

  private func schedule(_ answer: DeviceAnswer) {
    guard answer.delay > .zero else { return carryOut(answer) }
    Task {
      try? await Task.sleep(for: answer.delay)
      self.carryOut(answer)
    }
  }

  private func carryOut(_ answer: DeviceAnswer) {
    let end: Completion? = lock.withLock {
      guard answer.kind != .unplug else {
        (running, claimsAfterReset) = ([:], 0)
        return nil
      }
      guard let transfer = running.removeValue(forKey: answer.id) else { return nil }
      if answer.kind == .stall, let endpoint = transfer.endpoint { halted.insert(endpoint) }
      return Completion(transfer, answer.kind)
    }
    if answer.kind == .unplug { return unplug() }
    if let end { complete(answer.id, end) }
  }
}

extension ModelHost.Completion {
  init(_ transfer: Transfer, _ kind: DeviceAnswer.Kind) {
    switch kind {
    case .data(let bytes): self.init(status: 0, bytes: bytes, count: bytes.count)
    case .packets(let packets):
      let bytes = packets.flatMap { $0 ?? [] }
      self.init(status: 0, bytes: bytes, count: bytes.count)
      self.packets = packets.map { Int32($0?.count ?? -1) }
    case .accepted: self.init(status: 0, bytes: [], count: transfer.count)
    case .stall: self.init(status: -EPIPE, bytes: [], count: 0)
    case .babble: self.init(status: -EOVERFLOW, bytes: [], count: 0)
    case .wireError, .unplug: self.init(status: -EPROTO, bytes: [], count: 0)
    }
  }
}
