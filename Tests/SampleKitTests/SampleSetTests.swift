// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Foundation
import Imaging
import Testing

@testable import SampleKit

@Suite("The sample set")
struct SampleSetTests {
  /// `samples` of this repository.
  private static let folder = URL(filePath: #filePath)
    .appending(path: "../../../samples").resolvingSymlinksInPath().path

  @Test("The samples of the repository are what their manifest says")
  func files() throws {
    let manifest = try SampleSet.checkFiles(folder: Self.folder)
    #expect(manifest.images.count == 10)
    #expect(Set(manifest.images.map(\.finger)) == Set(FingerPosition.tenFingers.map(\.name)))
  }

  @Test("The manifest's seeds make the samples of the repository", arguments: [0, 7])
  func reproducible(index: Int) throws {
    let manifest = try SampleSet.manifest(in: Self.folder)
    let sample = SampleApplicant.first.fingers[index]
    let (finger, impression) = sample.impression()
    let path = "applicant-01/\(sample.file)"
    let digest = try SampleFile(path: path, content: .image(impression.image)).digest()
    let entry = SampleManifest.Image(
      path: path, digest: digest, sample: sample, finger, impression)
    #expect(manifest.images[index] == entry)
  }

  @Test("Images of the samples carry their resolution and stay small")
  func images() throws {
    var bytes = 0
    for image in try SampleSet.manifest(in: Self.folder).images {
      let path = "\(Self.folder)/\(image.path)"
      let resolution = try #require(try ImageFile.read(path: path).resolution)
      #expect(abs(resolution.pixelsPerInch - 500) < 0.1)
      bytes += try Data(contentsOf: URL(filePath: path)).count
    }
    #expect(bytes < 2_000_000)
  }

  @Test("A file that was tampered with, taken away or replaced is named")
  func tampering() throws {
    let copy = try Self.copyOfSamples()
    defer { try? FileManager.default.removeItem(atPath: copy) }
    let thumb = "\(copy)/applicant-01/right-thumb.png"
    let image = try ImageFile.read(path: thumb)
    var pixels = image.pixels
    pixels[pixels.count / 2] ^= 1
    let altered = try #require(
      GrayImage(
        width: image.width, height: image.height, pixels: pixels, resolution: image.resolution))
    try ImageFile.write(altered, path: thumb)
    try FileManager.default.removeItem(atPath: "\(copy)/applicant-01/left-ring.png")
    try Data("{}".utf8).write(to: URL(filePath: "\(copy)/applicant-01/application.json"))

    let error = try #require(throws: SampleSetError.self) {
      try SampleSet.checkFiles(folder: copy)
    }
    #expect(error.code == "samples-differ")
    #expect(
      error.differences == [
        "applicant-01/right-thumb.png has other content",
        "applicant-01/left-ring.png cannot be read",
        "applicant-01/application.json has other content",
      ])
  }

  @Test("A folder without a manifest, or with a broken one, is refused")
  func noManifest() throws {
    let copy = try Self.copyOfSamples()
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try Data("{\"format\": 1}".utf8).write(to: URL(filePath: "\(copy)/manifest.json"))
    for folder in [copy, "\(copy)/nowhere"] {
      let error = try #require(throws: SampleSetError.self) {
        try SampleSet.check(folder: folder)
      }
      #expect(error.code == "unreadable-samples")
    }
  }

  @Test("A folder that cannot be made says so")
  func unwritable() throws {
    let error = try #require(throws: SampleSetError.self) {
      try SampleFile(path: "a/b.json", content: .document([1])).write(into: "/dev/null")
    }
    #expect(error.code == "unwritable-samples")
    #expect(error.message.contains("/dev/null/a/b.json"))
  }

  @Test("The sample applicant's number has the structure of a personal number")
  func personalNumber() throws {
    let application = SampleApplicant.first.application
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(application.utf8)) as? [String: Any])
    let applicant = try #require(object["applicant"] as? [String: Any])
    let number = try #require(applicant["personalNumber"] as? String)
    #expect(number.count == 12)
    // Hà Nội, female and born in the 1900s, born in '90.
    #expect(number.hasPrefix("001190"))
    #expect(applicant["gender"] as? String == "F")
    #expect((applicant["dateOfBirth"] as? String)?.hasPrefix("1990") == true)
  }

  private static func copyOfSamples() throws -> String {
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    return copy
  }
}
