// SPDX-License-Identifier: Apache-2.0

import Camera

/// Scripts by name, for benches that are told on the command line which camera to be.
public enum CameraModels {
  /// Frames of a sound script: half a minute at 30 a second.
  public static let soundFrames = 900

  /// Every script. Those with damage have each kind of it once; those with faults are unplugged in the
  /// middle of a frame as well.
  public static let all: [(name: String, script: CameraScript)] = [
    ("camera-iso", sound(.gray8, isIsochronous: true)),
    ("camera-bulk", sound(.gray8, isIsochronous: false)),
    ("camera-iso-yuy2", sound(.yuy2, isIsochronous: true)),
    ("camera-iso-mjpeg", sound(.mjpeg, isIsochronous: true)),
    ("camera-bulk-mjpeg", sound(.mjpeg, isIsochronous: false)),
    ("camera-iso-damage", faulty(isIsochronous: true, isPulled: false)),
    ("camera-bulk-damage", faulty(isIsochronous: false, isPulled: false)),
    ("camera-iso-faults", faulty(isIsochronous: true, isPulled: true)),
    ("camera-bulk-faults", faulty(isIsochronous: false, isPulled: true)),
    ("camera-iso-still", still(isIsochronous: true)),
    ("camera-bulk-still", still(isIsochronous: false)),
    (
      "camera-iso-still-faults",
      still(isIsochronous: true, faults: stillFaults(.frame(.missingPayload)))
    ),
    ("camera-bulk-still-faults", still(isIsochronous: false, faults: stillFaults(.stall))),
    ("camera-iso-pulled", pulled),
    ("camera-bulk-short", sound(.mjpeg, isIsochronous: false, frames: 90)),
  ]

  /// A script by its name.
  public static func named(_ name: String) -> CameraScript? {
    all.first { $0.name == name }?.script
  }

  private static func sound(
    _ format: PixelFormat, isIsochronous: Bool, frames: Int = soundFrames
  ) -> CameraScript {
    var script = CameraScript()
    script.formats = [format]
    script.isIsochronous = isIsochronous
    script.mostFrames = frames
    if isIsochronous {
      let bytes = TestFrame.bytes(0, format, width: script.width, height: script.height).count
      let payloads = (bytes + script.payloadBytes - 13) / (script.payloadBytes - 12)
      // 30 frames a second of 8000 microframes.
      script.idlePackets = max(8000 / 30 - payloads, 0)
    } else {
      script.payloadBytes = 32_768
    }
    return script
  }

  /// Stills come in the stream of an isochronous camera, which needs more bandwidth for them, and from
  /// the other endpoint of a bulk camera.
  private static func still(
    isIsochronous: Bool, faults: [Int: StillFault] = [:]
  ) -> CameraScript {
    var script = CameraScript()
    script.isIsochronous = isIsochronous
    (script.width, script.height) = (320, 240)
    script.payloadBytes = isIsochronous ? 1000 : 32_768
    var stills = StillScript(isIsochronous ? .inStream : .ownEndpoint)
    stills.payloadBytes = isIsochronous ? 3060 : 16_384
    stills.faults = faults
    // 30 frames a second of 8000 microframes, of which a frame takes 78.
    script.idlePackets = isIsochronous ? 8000 / 30 - 78 : 0
    script.stills = stills
    return script
  }

  /// Lost, damaged, refused, and unplugged in the middle; one of them all three attempts long.
  private static func stillFaults(_ own: StillFault) -> [Int: StillFault] {
    [
      0: .lost, 1: .frame(.lostPacket), 3: .frame(.missingEnd), 5: .frame(.errorBit),
      6: .frame(.overlong), 7: .frame(.badHeader), 8: .triggerRefused, 9: own,
      11: .frame(.unplug),
    ]
  }

  /// Nothing is wrong with it but that the plug is pulled in the middle.
  private static var pulled: CameraScript {
    var script = sound(.gray8, isIsochronous: true, frames: 90)
    script.faults = [45: .unplug]
    return script
  }

  private static func faulty(isIsochronous: Bool, isPulled: Bool) -> CameraScript {
    var script = sound(.gray8, isIsochronous: isIsochronous)
    script.mostFrames = 300
    for (number, fault) in CameraFault.allCases.enumerated() {
      script.faults[20 * (number + 1)] = fault
    }
    script.faults = script.faults.filter { $0.value != .unplug }
    if isPulled { script.faults[250] = .unplug }
    return script
  }
}

extension CameraScript {
  /// Bytes of one frame, for a clock; those of the first one where they vary.
  public var frameBytes: Int {
    TestFrame.bytes(0, formats.first ?? .gray8, width: width, height: height).count
  }
}
