// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac capture`: one picture from one device.
struct Capture: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take one picture with one device.",
    discussion: """
      For trying a device out; sinhtrac enrol does the main job.

      Example:
        sinhtrac capture finger --device uru4000@1-4 --out finger.png
      """,
    subcommands: [CaptureFinger.self])
}
