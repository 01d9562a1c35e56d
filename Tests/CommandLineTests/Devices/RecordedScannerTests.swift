// SPDX-License-Identifier: Apache-2.0

import Foundation
import Imaging
import Testing

/// Real scanners that were recorded, played back to the unchanged program through the real libusb.
///
/// The recordings are not ours: `Tests/Recordings/fetch` gets them, as `make test` does.
@Suite(
  "Recorded scanners",
  .enabled(
    if: Recording.areThere,
    "SKIPPED: no recordings (Tests/Recordings/fetch) or no umockdev-run (package umockdev)"))
struct RecordedScannerTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("The captured picture is the recorded one, pixel for pixel", arguments: Recording.all)
  func picture(_ recording: Recording) throws {
    let path = folder.path + "/finger.png"
    let seed = 0x51ea_2124  // the one that the recorded host chose
    let outcome = try Program.shell(
      recording.replay("capture finger --at-once --out \(path) --host-seed \(seed)"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let captured = try ImageFile.read(path: path)
    let expected = try ImageFile.read(path: recording.path("capture.png"))
    #expect(captured.width == expected.width && captured.height == expected.height)
    let differing = zip(captured.pixels, expected.pixels).count { $0 != $1 }
    #expect(differing == 0)
  }

  @Test("The device is listed with its driver, and doctor finds nothing wrong with it")
  func listed() throws {
    let recording = Recording(name: "uru4000-4500")
    let devices = try Program.shell(recording.replay("devices --json"))
    let list = try #require(Program.json(devices.output) as? [[String: String]])
    #expect(list.first?["id"] == "uru4000@1-10")
    #expect(list.first?["evidence"] == "recorded")
    let doctor = try Program.shell(recording.replay("doctor"))
    #expect(doctor.output.contains("OK    uru4000@1-10: U.are.U 4500: can be used"))
  }

  @Test("A scanner that does not answer as recorded ends with the exit code of devices, in time")
  func otherSeed() throws {
    let line = "capture finger --out \(folder.path)/a.png --timeout 3 --host-seed 1"
    let outcome = try Program.shell(Recording(name: "uru4000-4500").replay(line))
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("[scanner-"))
    #expect(folder.names().isEmpty)
  }
}

/// A folder of a recording: device text, conversation, and the picture that came of it.
struct Recording: CustomTestStringConvertible {
  let name: String

  static let all = ["uru4000-4500", "uru4000-msv2", "upektc_img", "upektc_img-tcs1s", "nb1010"]
    .map(Recording.init)

  static var areThere: Bool {
    let files = FileManager.default
    return files.isExecutableFile(atPath: "/usr/bin/umockdev-run")
      && all.allSatisfy { files.fileExists(atPath: $0.path("capture.png")) }
  }

  var testDescription: String { name }

  func path(_ file: String) -> String {
    Program.packageFolder.appending(path: ".build/recordings/\(name)/\(file)").path
  }

  /// A shell line that runs the program on the recording. One that goes astray would wait for ever.
  func replay(_ arguments: String) throws -> String {
    let device = try String(contentsOfFile: path("device"), encoding: .utf8)
    let place = device.prefix { $0 != "\n" }.dropFirst("P: ".count)
    let conversation =
      FileManager.default.fileExists(atPath: path("capture.pcapng"))
      ? "-p /sys\(place)=\(path("capture.pcapng"))"
      : "-i \(try node())=\(path("capture.ioctl"))"
    return
      "timeout 60 umockdev-run -d \(path("device")) \(conversation) -- \"$SINHTRAC\" \(arguments)"
  }

  /// The device's file as the older kind of recording names it in its first line.
  private func node() throws -> Substring {
    try String(contentsOfFile: path("capture.ioctl"), encoding: .utf8).prefix { $0 != "\n" }
      .dropFirst("@DEV ".count)
  }
}
