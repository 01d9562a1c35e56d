// SPDX-License-Identifier: Apache-2.0

public import USB

/// Something that goes wrong once.
public struct Fault: Sendable, Hashable, CustomStringConvertible {
  /// What goes wrong.
  public enum Kind: String, Sendable, CaseIterable {
    case stall, short, babble, silence, wireError, unplug, garbage, late, swapped
  }

  /// What goes wrong.
  public let kind: Kind
  /// At which transfer since the model was made, from 0.
  public let step: Int

  /// Takes both.
  public init(_ kind: Kind, at step: Int) {
    self.kind = kind
    self.step = step
  }

  /// Kind and step.
  public var description: String { "\(kind) at step \(step)" }
}

/// Another model with faults put in.
public struct FaultyModel: DeviceModel {
  private var inner: any DeviceModel
  private let faults: [Int: Fault.Kind]
  private let lateness: Duration
  private var step = 0
  private var marked: [Int: Fault.Kind] = [:]
  private var lastData: [UInt8] = [0xde, 0xad]

  /// Takes the sound model and what goes wrong when; `lateness` is how long a late answer takes.
  public init(_ inner: any DeviceModel, _ faults: [Fault], lateness: Duration) {
    self.inner = inner
    self.lateness = lateness
    self.faults = Dictionary(faults.map { ($0.step, $0.kind) }) { first, _ in first }
  }

  /// Those of the sound model.
  public var descriptors: [UInt8] { inner.descriptors }

  /// Starts the sound model; faults that happened do not happen again.
  public mutating func start() { inner.start() }

  /// Passes the transfer on unless its fault is one that the device itself never sees.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    let fault = faults[step]
    step += 1
    switch fault {
    case .stall: return [DeviceAnswer(id, .stall)]
    case .babble: return [DeviceAnswer(id, .babble)]
    case .wireError: return [DeviceAnswer(id, .wireError)]
    case .unplug: return [DeviceAnswer(id, .unplug)]
    case .silence, .short, .garbage, .late, .swapped: marked[id] = fault
    case nil: break
    }
    return inner.submitted(transfer, id: id).compactMap { spoilt($0) }
  }

  /// Passes it on.
  public mutating func cancelled(id: Int) {
    marked[id] = nil
    inner.cancelled(id: id)
  }

  /// Passes it on.
  public mutating func haltCleared(_ endpoint: EndpointAddress) { inner.haltCleared(endpoint) }

  /// Passes it on.
  public mutating func selected(alternate: UInt8, of interface: UInt8) {
    inner.selected(alternate: alternate, of: interface)
  }

  private mutating func spoilt(_ answer: DeviceAnswer) -> DeviceAnswer? {
    let fault = marked.removeValue(forKey: answer.id)
    guard case .data(let bytes) = answer.kind else {
      switch fault {
      case .silence: return nil
      case .late: return DeviceAnswer(answer.id, answer.kind, after: lateness)
      default: return answer
      }
    }
    let before = lastData
    lastData = Array(bytes.prefix(64))
    switch fault {
    case .silence: return nil
    case .late: return DeviceAnswer(answer.id, answer.kind, after: lateness)
    case .short: return DeviceAnswer(answer.id, .data(Array(bytes.prefix(bytes.count / 2))))
    case .swapped: return DeviceAnswer(answer.id, .data(Array(before.prefix(bytes.count))))
    case .garbage:
      let noise = bytes.indices.map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 41) }
      return DeviceAnswer(answer.id, .data(noise))
    case .stall, .babble, .wireError, .unplug, nil: return answer
    }
  }
}
