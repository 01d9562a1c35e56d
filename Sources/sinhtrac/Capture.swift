// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac capture`: one picture from one device.
struct Capture: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take one picture with one device.",
    discussion: """
      For trying a device out; sinhtrac enrol does the main job.

      Examples:
        sinhtrac capture finger --device uru4000@1-4 --out finger.png
        sinhtrac capture iris --eye right --out right.png
        sinhtrac capture portrait --out portrait.png
      """,
    subcommands: [CaptureFinger.self, CaptureIris.self, CapturePortrait.self])
}
