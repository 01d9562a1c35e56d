// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Devices without a device")
struct DeviceVerbTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("No device is no error for the list, and doctor says what to do")
  func emptyList() throws {
    let outcome = try Program.run("devices --json")
    #expect(outcome.status == 0)
    #expect(try Program.json(outcome.output) is [Any])
    let doctor = try Program.run("doctor")
    #expect(doctor.output.contains("devices --known") || doctor.output.contains("@"))
  }

  @Test("Every model that can be driven is listed with what the driver's word is worth")
  func known() throws {
    let outcome = try Program.run("devices --known --json")
    let list = try #require(Program.json(outcome.output) as? [[String: String]])
    #expect(list.contains { $0["usb"] == "05ba:000a" && $0["evidence"] == "recorded" })
    #expect(list.allSatisfy { ["recorded", "should work"].contains($0["evidence"]) })
  }

  @Test("A capture without its scanner ends with the exit code of devices and leaves no file")
  func noScanner() throws {
    let outcome = try Program.run(
      "capture finger --device uru4000@99-1 --out \(folder.path)/a.png")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("[scanner-gone]") || outcome.errors.contains("[usb-"))
    #expect(folder.names().isEmpty)
  }

  @Test("A capture without its camera ends with the exit code of devices and leaves no file")
  func noCamera() throws {
    for what in ["iris", "portrait"] {
      let outcome = try Program.run(
        "capture \(what) --device uvc@99-1 --out \(folder.path)/a.png")
      #expect(outcome.status == 4)
      #expect(outcome.errors.contains("[camera-gone]") || outcome.errors.contains("[usb-"))
    }
    #expect(folder.names().isEmpty)
  }

  @Test(
    "Options out of range end with 2",
    arguments: [
      "finger --out a.gif", "finger --out a.png --timeout 0", "finger --timeout 3",
      "iris --out a.gif", "iris --out a.png --eye middle", "iris --out a.png --timeout 0",
      "portrait --out a.jpg", "portrait --out a.png --guide 90,0,20,50",
    ])
  func usage(options: String) throws {
    #expect(try Program.run("capture \(options)").status == 2)
  }

  @Test("The committed udev files are those of the drivers")
  func committedFiles() throws {
    #expect(try Program.run("udev --check").status == 0)
  }

  @Test("Files that differ from the drivers are named, and written anew on demand")
  func staleFiles() throws {
    let path = folder.path
    #expect(try Program.run("udev --write --folder \(path)").status == 0)
    #expect(try Program.run("udev --check --folder \(path)").status == 0)
    try Data("x".utf8).write(to: URL(filePath: path + "/70-sinhtrac.rules"))
    let outcome = try Program.run("udev --check --folder \(path)")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("70-sinhtrac.rules") && outcome.errors.contains("[udev-stale]"))
  }
}
