// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let pictures = [false, true].flatMap { isColour in
      [0, 2].map { restarts in
        FlatJPEG(width: 32, height: 16, isColour: isColour, restartInterval: restarts) {
          UInt8(truncatingIfNeeded: $0 &* 40 &+ $1)
        }.bytes
      }
    }
    let thumbnail = FlatJPEG(width: 16, height: 8, isColour: true) { _, _ in 9 }.bytes
    return pictures
      + [
        [1, 2, 3] + pictures[0], pictures[1] + [0, 0, 0xff], thumbnail + pictures[2] + thumbnail,
      ]
  }
}

/// A frame of a camera that sends JPEG pictures: decoded, or refused as damaged; never a picture of
/// another size.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  let mode = VideoMode(
    interface: 1, formatIndex: 1, frameIndex: 1, format: .mjpeg, width: 32, height: 16,
    intervals: FrameIntervals(standard: 333_333, values: [], isRange: false))
  for behind in [CameraQuirks.BehindJPEG.padding, .furtherPictures, .leftovers] {
    var quirks = CameraQuirks()
    (quirks.behindJPEG, quirks.bytesBeforeJPEG) = (behind, behind == .padding ? 0 : 8)
    take(input, mode, quirks)
  }
  return 0
}

private func take(_ input: [UInt8], _ mode: VideoMode, _ quirks: CameraQuirks) {
  var assembler = FrameAssembler(FrameShape(mode), quirks: quirks)
  for whole in assembler.add(payload: [2, 0x82] + input) {
    let frame = CameraFrame(whole, mode: mode, number: 1, arrival: .now, quirks: quirks)
    guard (try? frame.verified()) != nil, let colour = try? frame.colour() else { continue }
    precondition((colour.width, colour.height) == (32, 16), "a picture of another size")
  }
}
