// SPDX-License-Identifier: Apache-2.0

import Camera
public import USB

/// A made-up camera of the video class that follows a script.
public struct UVCCameraModel: DeviceModel {
  /// Device descriptor and configuration.
  public let descriptors: [UInt8]
  /// Packets that were sent, empty ones included: what a clock would count.
  public private(set) var packetsSent = 0
  private var script: CameraScript

  private var probe: [UInt8]
  private var isCommitted = false
  private var alternate: UInt8 = 0
  private var lamps: [UInt8] = [0, 0]
  private var gain: [UInt8] = [10, 0]
  private var stream: PayloadScript?
  private var held: [(id: Int, transfer: Transfer)] = []
  private var stills: StillModel?
  /// Bytes of a bulk payload that did not fit into the transfer before.
  private var rest: ArraySlice<UInt8> = []

  /// Takes its script.
  public init(_ script: CameraScript) {
    self.script = script
    descriptors = CameraDescriptors.all(script)
    probe = [UInt8](repeating: 0, count: script.probeLength)
    stills = script.stills.map { StillModel($0, script) }
  }

  /// Nothing was agreed on.
  public mutating func start() {
    stills?.start()
    (isCommitted, alternate, stream, held, rest) = (false, 0, nil, [], [])
    probe = [UInt8](repeating: 0, count: script.probeLength)
  }

  /// Requests, and transfers for pictures.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .readControl(let setup, let count):
      return [DeviceAnswer(id, answer(setup).map { .data(Array($0.prefix(count))) } ?? .stall)]
    case .writeControl(let setup, let bytes):
      guard take(setup, bytes) else { return [DeviceAnswer(id, .stall)] }
      // A request for a still may set held transfers going.
      return [DeviceAnswer(id, .accepted)] + served() + servedStill()
    case .read(CameraDescriptors.stillAddress, let count):
      stills?.held.append((id, count))
      return servedStill()
    case .read, .readIsochronous:
      held.append((id, transfer))
      return served()
    case .write: return [DeviceAnswer(id, .stall)]
    }
  }

  /// A transfer is taken back.
  public mutating func cancelled(id: Int) {
    held.removeAll { $0.id == id }
    stills?.held.removeAll { $0.id == id }
  }

  /// A setting with bandwidth begins the stream, setting 0 ends it.
  public mutating func selected(alternate: UInt8, of interface: UInt8) {
    guard interface == 1, script.isIsochronous else { return }
    let wasRunning = self.alternate > 0 && stream != nil
    self.alternate = alternate
    if alternate > 0, wasRunning {
      stream?.abandonFrame()
    } else {
      stream = alternate > 0 && isCommitted ? newStream : nil
    }
  }

  /// The bulk endpoint was reset: the stream ends.
  public mutating func haltCleared(_ endpoint: EndpointAddress) {
    guard endpoint.rawValue == CameraDescriptors.endpoint else { return }
    if !script.isIsochronous, stream?.hasBegun == true { (stream, rest) = (nil, []) }
  }

  // MARK: requests

  private func answer(_ setup: ControlSetup) -> [UInt8]? {
    switch (setup.index, setup.value >> 8, setup.request) {
    case (1, 1, 0x85): CameraDescriptors.word(UInt16(script.probeLength))
    // Its least, most and usual are what was agreed on last: the kernel's driver asks for them.
    case (1, 1, 0x81), (1, 1, 0x82), (1, 1, 0x83), (1, 1, 0x87): probe
    case (1, 3, 0x81): stills?.probe
    case (0x0200, 4, 0x81): gain
    case (0x0200, 4, 0x82): [0, 0]
    case (0x0200, 4, 0x83): [100, 0]
    case (0x0200, 4, 0x84): [5, 0]
    case (0x0200, 4, 0x87): [10, 0]
    case (0x0400, 1, 0x85): [2, 0]
    case (0x0400, 1, 0x81): lamps
    case (0x0200, 4, 0x86), (0x0400, 1, 0x86): [3]
    default: nil
    }
  }

  private mutating func take(_ setup: ControlSetup, _ bytes: [UInt8]) -> Bool {
    guard setup.request == 0x01 else { return false }
    switch (setup.index, setup.value >> 8) {
    case (1, 1): return negotiate(bytes)
    case (1, 2):
      guard bytes.count == script.probeLength else { return false }
      isCommitted = true
      if !script.isIsochronous { (stream, rest) = (newStream, []) }
    case (1, 3), (1, 4): return stills?.agree(bytes, commits: setup.value >> 8 == 4) ?? false
    case (1, 5): return trigger(bytes)
    case (0x0200, 4): gain = bytes
    case (0x0400, 1): lamps = bytes
    default: return false
    }
    return true
  }

  private mutating func negotiate(_ wish: [UInt8]) -> Bool {
    guard wish.count == script.probeLength, (1...script.formats.count).contains(Int(wish[2])) else {
      return false
    }
    probe = wish
    probe[3] = 1
    let format = script.formats[Int(wish[2]) - 1]
    let most =
      format.frameBytes(width: script.width, height: script.height)
      ?? 2 * script.width * script.height
    probe.replaceSubrange(18..<22, with: CameraDescriptors.long(UInt32(most)))
    let payload = script.saysPayloadBytes ?? UInt32(script.payloadBytes)
    probe.replaceSubrange(22..<26, with: CameraDescriptors.long(payload))
    return true
  }

  private mutating func trigger(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 1, let script = script.stills else { return false }
    if bytes == [3] {
      stream?.abortStill()
      stills?.abort()
      return true
    }
    guard bytes == [script.method == .ownEndpoint ? 2 : 1], stream != nil,
      let picture = stills?.picture()
    else { return false }
    if picture.fault == .lost { return true }
    if script.method == .ownEndpoint {
      stills?.send(picture)
    } else if hasRoom(for: script) {
      stream?.ask(for: picture)
    }
    return true
  }

  /// Whether payloads of a still fit into the packets of the setting.
  private func hasRoom(for stills: StillScript) -> Bool {
    !script.isIsochronous || Int(alternate) * 1024 >= stills.payloadBytes
  }

  private var newStream: PayloadScript? {
    let index = Int(probe[2]) - 1
    guard script.formats.indices.contains(index) else { return nil }
    return PayloadScript(script, script.formats[index])
  }

  // MARK: pictures

  /// Answers held transfers as long as the stream has something to send.
  private mutating func served() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while let first = held.first, stream != nil, stream?.isAtEnd == false || !rest.isEmpty {
      held.removeFirst()
      switch first.transfer.content {
      case .readIsochronous(_, let packets, let size):
        answers.append(isochronous(first.id, packets, size))
      default: answers.append(bulk(first.id, first.transfer.count))
      }
    }
    return answers
  }

  private mutating func isochronous(_ id: Int, _ count: Int, _ size: Int) -> DeviceAnswer {
    var packets: [[UInt8]?] = []
    while packets.count < count {
      packetsSent += 1
      switch stream?.next(size) {
      case .payload(let bytes): packets.append(bytes)
      case .lost: packets.append(nil)
      case .unplug: return unplugged(id)
      case .stall, nil: packets.append([])
      }
    }
    return DeviceAnswer(id, .packets(packets))
  }

  /// Once is enough: back in its place it works.
  private mutating func unplugged(_ id: Int) -> DeviceAnswer {
    script.faults = script.faults.filter { $0.value != .unplug }
    stills?.forgetUnplugging()
    return DeviceAnswer(id, .unplug)
  }

  private mutating func bulk(_ id: Int, _ count: Int) -> DeviceAnswer {
    if rest.isEmpty {
      switch stream?.next() {
      case .payload(let bytes): rest = bytes[...]
      case .lost: return DeviceAnswer(id, .wireError)
      case .unplug: return unplugged(id)
      case .stall: return DeviceAnswer(id, .stall)
      case nil: return DeviceAnswer(id, .data([]))
      }
    }
    let piece = rest.prefix(count)
    rest = rest.dropFirst(count)
    return DeviceAnswer(id, .data(Array(piece)))
  }

  private mutating func servedStill() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while let answer = stills?.served() {
      answers.append(answer.kind == .unplug ? unplugged(answer.id) : answer)
    }
    return answers
  }
}
