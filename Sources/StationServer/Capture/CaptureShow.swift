// SPDX-License-Identifier: Apache-2.0

import Fingerprint
public import Imaging
import NIOConcurrencyHelpers

/// Whether the officer wants the picture now, as good as it is.
public final class CaptureUrge: Sendable {
  private let flag = NIOLockedValueBox(false)

  /// Nobody is in a hurry.
  public init() {}

  /// Whether now will do.
  public var isSet: Bool { flag.withLockedValue { $0 } }

  func set() { flag.withLockedValue { $0 = true } }
}

/// What screens are told while a device looks.
public struct LiveNote: Sendable, Hashable, Encodable {
  /// How far a capture is; the screens have words for each.
  public enum Phase: String, Sendable, Hashable, Encodable {
    case idle, starting, waiting, moving, poor, settling, captured, working, reading, done, lost
  }

  var application = ""
  var target = ""
  var phase = Phase.idle
  /// 0...100; nil where nothing can be said.
  var quality: Int?
  /// Reason or error, with its words in both languages.
  var code: String?
  var vietnamese: String?
  var english: String?
  /// Frames a second that were shown.
  var rate: Double?
  var width: Int?
  var height: Int?
}

/// Shows what a device sees: frames as small pictures, and what to make of them.
public final class CaptureShow: Sendable {
  private struct State {
    var note: LiveNote
    var times: [ContinuousClock.Instant] = []
    var told = ContinuousClock.now - .seconds(9)
  }

  private let live: Live
  private let state: NIOLockedValueBox<State>

  /// Longest side of what is shown, in pixels; more only costs time.
  private static let side = 640
  /// JPEG quality of what is shown: blocks do no harm here.
  private static let jpegQuality = 72
  /// Numbers change at most so often; faster ones cannot be read.
  private static let pause = Duration.milliseconds(120)

  init(_ live: Live, application: String, target: String) {
    self.live = live
    var note = LiveNote()
    (note.application, note.target, note.phase) = (application, target, .starting)
    state = NIOLockedValueBox(State(note: note))
    tell()
  }

  /// Shows a frame. Nothing is encoded when nobody looks.
  public func frame(_ image: GrayImage) {
    let isDue = state.withLockedValue { state -> Bool in
      let now = ContinuousClock.now
      state.times = Array((state.times + [now]).suffix(20))
      if let first = state.times.first, state.times.count > 1 {
        let seconds = (now - first) / Duration.seconds(1)
        state.note.rate = seconds > 0 ? Double(state.times.count - 1) / seconds : nil
      }
      (state.note.width, state.note.height) = (image.width, image.height)
      guard now - state.told > Self.pause else { return false }
      state.told = now
      return true
    }
    if isDue { tell() }
    guard live.isWatched, let small = image.shrunk(toSide: Self.side),
      let bytes = try? ImageFile.encode(
        small, as: .jpeg, options: EncodingOptions(jpegQuality: Self.jpegQuality))
    else { return }
    live.tell(.frame(Picture(type: "image/jpeg", bytes: bytes)))
  }

  /// Tells how far it is and how good; the frame's own numbers stay.
  public func note(_ phase: LiveNote.Phase, quality: Int? = nil) {
    let isNew = state.withLockedValue { state -> Bool in
      let isNew = state.note.phase != phase || state.note.code != nil
      state.note.phase = phase
      state.note.quality = quality ?? (phase == .waiting ? nil : state.note.quality)
      (state.note.code, state.note.vietnamese, state.note.english) = (nil, nil, nil)
      return isNew
    }
    if isNew { tell() }
  }

  /// Tells what stands in the way, in both languages.
  public func note(
    _ phase: LiveNote.Phase, quality: Int? = nil, code: String, vietnamese: String, english: String
  ) {
    let isNew = state.withLockedValue { state -> Bool in
      let isNew = state.note.phase != phase || state.note.code != code
      (state.note.phase, state.note.quality) = (phase, quality)
      (state.note.code, state.note.vietnamese, state.note.english) = (code, vietnamese, english)
      return isNew
    }
    if isNew { tell() }
  }

  private func tell() { live.tell("live", state.withLockedValue { $0.note }) }
}

extension GrayImage {
  /// Averages whole blocks of pixels so that the longer side is at most `side`; nil for none.
  func shrunk(toSide side: Int) -> GrayImage? {
    let step = (max(width, height) + side - 1) / side
    guard step > 1 else { return self }
    let (columns, rows) = (width / step, height / step)
    var small = [UInt8](repeating: 0, count: columns * rows)
    pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<rows {
        for x in 0..<columns {
          var sum = 0
          for dy in 0..<step {
            let start = (y * step + dy) * width + x * step
            for dx in 0..<step { sum &+= Int(pixels[start &+ dx]) }
          }
          small[y * columns + x] = UInt8(sum / (step * step))
        }
      }
    }
    return GrayImage(width: columns, height: rows, pixels: small, resolution: nil)
  }
}
