// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import FuzzKit
import USB

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    var everything = CameraScript()
    everything.formats = PixelFormat.allCases
    var stills = everything
    stills.stills = StillScript(.ownEndpoint)
    let scripts = [everything, stills] + CameraModels.all.map(\.script)
    return scripts.map { UVCCameraModel($0).descriptors }
  }
}

/// Descriptors of a camera: read or refused, and whatever is read lies within reason.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let set = try? DescriptorSet(parsing: input),
    let cameras = try? VideoFunction.all(in: set)
  else { return 0 }
  for camera in cameras {
    precondition(camera.modes.allSatisfy { $0.mostBytes <= 1 << 28 && $0.mostBytes > 0 })
    precondition(
      camera.modes.allSatisfy { (1...100_000_000).contains($0.intervals.nearest(rate: 30)) })
    for still in camera.stills {
      precondition(still.mode.mostBytes <= 1 << 28 && still.mode.mostBytes > 0)
    }
    if let mode = camera.modes.first { _ = StillMode.best(of: camera.stills, over: mode) }
    for stream in camera.streams {
      precondition(camera.control.chain(to: stream.terminal).count <= camera.control.units.count)
    }
    _ = ModeWish.iris.choose(from: camera.modes)
  }
  return 0
}
