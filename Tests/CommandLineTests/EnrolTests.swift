// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Testing

@Suite("sinhtrac enrol")
struct EnrolTests {
  let applicant: Applicant
  var folder: TestFolder { applicant.folder }

  init() throws { applicant = try Applicant() }

  /// The enrolment must end so, say this, and leave no record, whole or half.
  private func expectRefusal(
    _ status: Int32, _ code: String, _ hint: String, _ more: String = "",
    devices: String = "samples"
  ) throws {
    let outcome = try applicant.enrol(more, devices: devices)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Nguyễn"))
    #expect(folder.names("out").isEmpty)
  }

  @Test("Ten fingers become a record folder, and the program says what to do next")
  func tenFingers() throws {
    let outcome = try applicant.enrol()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.names("out/A-1") == ["manifest.json", "record.an2"])
    #expect(outcome.output.contains("record folder: \(folder.path)/out/A-1"))
    #expect(outcome.output.contains("sinhtrac record show"))
    #expect(!outcome.output.contains("Nguyễn"))
  }

  @Test("A report is written when it is asked for, and the summary can be JSON")
  func report() throws {
    let outcome = try applicant.enrol("--report --json")
    #expect(outcome.status == 0)
    #expect(folder.text("out/A-1/report.html")?.contains("Nguyễn Mai") == true)
    let summary = try #require(try Program.json(outcome.output) as? [String: Any])
    #expect((summary["fingers"] as? [Any])?.count == 10)
  }

  @Test("A second enrolment is refused, and replaces the record when told to")
  func replacement() throws {
    _ = try applicant.enrol()
    let again = try applicant.enrol()
    #expect(again.status == 1)
    #expect(again.errors.contains("[record-exists]"))
    #expect(try applicant.enrol("--replace").status == 0)
    #expect(folder.names("out") == ["A-1"])
  }

  @Test("A missing finger that is declared stands in the record")
  func missingFinger() throws {
    try FileManager.default.removeItem(atPath: folder.path + "/left-little.png")
    try applicant.writeApplication(
      missing: "{\"finger\": \"left-little\", \"reason\": \"amputated\"}")
    let outcome = try applicant.enrol()
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("left-little   missing: amputated"))
  }

  @Test("A finger without image that nobody declared missing")
  func unaccountedFinger() throws {
    try FileManager.default.removeItem(atPath: folder.path + "/left-ring.png")
    try expectRefusal(1, "finger-unaccounted", "left-ring.png")
  }

  @Test("Two files for one finger")
  func twoFiles() throws {
    try folder.writeRidges("right-index.pgm")
    try expectRefusal(1, "finger-twice", "right-index.pgm and right-index.png")
  }

  @Test("A finger both present and declared missing")
  func presentAndMissing() throws {
    try applicant.writeApplication(
      missing: "{\"finger\": \"right-ring\", \"reason\": \"bandaged\"}")
    try expectRefusal(1, "finger-present-and-missing", "right-ring")
  }

  @Test("An all-white image, and one without ridges")
  func noRidges() throws {
    try folder.writeBlank("left-thumb.png")
    try expectRefusal(3, "quality-below-threshold", "left-thumb")
    try folder.writeSteps("left-thumb.png")
    try expectRefusal(3, "quality-below-threshold", "present the finger again")
  }

  @Test("An image whose resolution is unknown")
  func unknownResolution() throws {
    try folder.writeRidges("left-thumb.png", resolution: nil)
    try expectRefusal(1, "unknown-resolution", "left-thumb")
  }

  @Test("A truncated image")
  func truncatedImage() throws {
    try folder.writeTruncated("left-thumb.png")
    try expectRefusal(1, "truncated", "left-thumb")
  }

  @Test("An oversized image")
  func oversizedImage() throws {
    try folder.writeRidges("left-thumb.png", side: 4001)
    try expectRefusal(1, "too-large", "left-thumb")
  }

  @Test("An output folder that cannot be written")
  func unwritableFolder() throws {
    let outcome = try Program.run(
      "enrol --application \(folder.path)/application.json --devices samples --out /dev/null/x")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[folder-unwritable]"))
    #expect(outcome.errors.contains("--out"))
  }

  @Test("Nobody under six is captured")
  func underSix() throws {
    let year = Calendar(identifier: .gregorian).component(.year, from: .now)
    try applicant.writeApplication(born: "\(year - 2)")
    try expectRefusal(6, "not-permitted", "under 6")
  }

  @Test("USB devices end with the exit code of devices")
  func usb() throws {
    let outcome = try applicant.enrol("--device uru4000@99-1", devices: "usb")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("[scanner-gone]") || outcome.errors.contains("[usb-"))
    #expect(folder.names("out").isEmpty)
  }

  @Test("Fingers from a scanner become a record, and its name stands in the manifest")
  func scanner() throws {
    let outcome = try applicant.enrol("--device samples", devices: "usb")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let manifest = folder.text("out/A-1/manifest.json")
    #expect(manifest?.contains("Sample applicant, fingers and slaps (samples)") == true)
  }

  @Test("Where no image lies, the sample scanner takes fingers and, when asked for, hands")
  func sampleScanner() throws {
    for finger in FingerPosition.tenFingers {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(finger.name).png")
    }
    let outcome = try applicant.enrol("--slaps --json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let summary = try #require(try Program.json(outcome.output) as? [String: Any])
    let fingers = try #require(summary["fingers"] as? [[String: Any]])
    #expect(fingers.count { $0["minutiae"] is Int } == 10)
    #expect(fingers.compactMap { $0["segments"] as? Int }.sorted() == [2, 4, 4])
    #expect(
      folder.text("out/A-1/manifest.json")?.contains("Sample applicant, fingers and slaps") == true)
  }

  @Test("An application that is not there, is none, or is far too long")
  func badApplication() throws {
    let file = URL(filePath: folder.path + "/application.json")
    try Data("{".utf8).write(to: file)
    try expectRefusal(1, "application-malformed", "samples/applicant-01/application.json")
    try Data(count: 100_000).write(to: file)
    try expectRefusal(1, "file-too-large", "65536")
    try FileManager.default.removeItem(at: file)
    try expectRefusal(1, "file-unreadable", "no such file")
  }

  @Test("A station's name that no record can hold")
  func stationName() throws {
    try expectRefusal(1, "station-identity", "kit", "--kit 'a b'")
  }
}
