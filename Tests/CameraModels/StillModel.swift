// SPDX-License-Identifier: Apache-2.0

import Camera
import USB

/// The part of a made-up camera that agrees on stills, makes them, and sends those that have an endpoint
/// of their own (UVC 1.5, 4.3.1.2 to 4.3.1.4).
struct StillModel: Sendable {
  private(set) var probe = [UInt8](repeating: 0, count: 11)
  /// Transfers that wait on the endpoint of stills.
  var held: [(id: Int, count: Int)] = []

  private var script: StillScript
  private let camera: CameraScript
  private var isCommitted = false
  private var asked = 0
  private var sending: PayloadScript?
  /// Bytes of a payload that did not fit into the transfer before.
  private var rest: ArraySlice<UInt8> = []

  init(_ script: StillScript, _ camera: CameraScript) {
    self.script = script
    self.camera = camera
  }

  /// Nothing was agreed on; requests are counted on.
  mutating func start() {
    (isCommitted, sending, rest, held) = (false, nil, [], [])
  }

  private var fault: StillFault? { script.faultOfAll ?? script.faults[asked] }

  mutating func agree(_ wish: [UInt8], commits: Bool) -> Bool {
    guard wish.count == 11, fault != .probeRefused,
      (1...camera.formats.count).contains(Int(wish[0])),
      (1...script.sizes.count).contains(Int(wish[1])), Int(wish[2]) <= script.compressions.count
    else { return false }
    probe = wish
    probe[1] = script.agreesTo ?? wish[1]
    probe.replaceSubrange(7..<11, with: CameraDescriptors.long(UInt32(script.payloadBytes)))
    isCommitted = isCommitted || commits
    return true
  }

  /// The next still; nil where the request for it is refused.
  mutating func picture() -> StillPicture? {
    guard isCommitted else { return nil }
    defer { asked += 1 }
    guard fault != .triggerRefused else { return nil }
    let place = Int(probe[1]) - 1
    if let shown = script.picture, shown.count == frameBytes(place) {
      return StillPicture(bytes: shown, fault: fault)
    }
    let size = script.sizes[place]
    let bytes = TestFrame.bytes(
      TestFrame.firstStill + asked, camera.formats[Int(probe[0]) - 1], width: size.width,
      height: size.height)
    return StillPicture(bytes: bytes, fault: fault)
  }

  /// Bytes of a still by the place of its size; nil where they vary.
  private func frameBytes(_ place: Int) -> Int? {
    camera.formats[Int(probe[0]) - 1].frameBytes(
      width: script.sizes[place].width, height: script.sizes[place].height)
  }

  /// Sends it on the endpoint of stills.
  mutating func send(_ picture: StillPicture) {
    var alone = camera
    alone.mostFrames = 0
    var payloads = PayloadScript(alone, .gray8)
    payloads.ask(for: picture)
    (sending, rest) = (payloads, [])
  }

  mutating func abort() { (sending, rest) = (nil, []) }

  /// Once is enough: back in its place it works.
  mutating func forgetUnplugging() {
    script.faults = script.faults.filter { $0.value != .frame(.unplug) }
  }

  /// The answer to the transfer that waits longest; nil as long as there is nothing to send.
  mutating func served() -> DeviceAnswer? {
    guard let first = held.first else { return nil }
    if rest.isEmpty {
      switch sending?.next() {
      case .payload(let bytes): rest = bytes[...]
      case .lost: return answer(.wireError)
      case .unplug: return answer(.unplug)
      case .stall:
        sending = nil
        return answer(.stall)
      case nil: return nil
      }
    }
    let piece = rest.prefix(first.count)
    rest = rest.dropFirst(first.count)
    return answer(.data(Array(piece)))
  }

  private mutating func answer(_ kind: DeviceAnswer.Kind) -> DeviceAnswer {
    DeviceAnswer(held.removeFirst().id, kind)
  }
}
