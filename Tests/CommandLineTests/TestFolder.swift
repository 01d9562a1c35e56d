// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging

/// A folder of its own for one test, with images of the kinds that users give; removed at the end.
final class TestFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Ridges nine pixels apart as on a finger, with six minutiae: places that the phase turns around.
  func writeRidges(_ name: String, resolution: Resolution? = .standard, side: Int = 240) throws {
    let minutiae = [(-60, -50), (40, -70), (-10, 5), (70, 30), (-70, 60), (15, 75)]
    try write(name, side: side, resolution: resolution) { x, y in
      let turns = minutiae.enumerated().map { index, place in
        Foundation.atan2(Double(y - place.1), Double(x - place.0)) * (index % 2 == 0 ? 1 : -1)
      }
      return UInt8(128 + 90 * Foundation.cos(Double(y) * 2 * .pi / 9 + turns.reduce(0, +)))
    }
  }

  /// The four fingers of a right hand as ovals of arched ridges, but for the missing ones, 0 to 3.
  func writeSlap(_ name: String, missing: Set<Int> = []) throws {
    let tips = [(220.0, 330.0, 105.0), (510, 180, 110), (800, 250, 108), (1070, 530, 90)]
    let fingers = tips.enumerated().filter { !missing.contains($0.offset) }.map(\.element)
    try write(name, side: 1300, resolution: .standard) { x, y in
      for (left, top, breadth) in fingers {
        let (u, v) = (Double(x) + 650 - left, Double(y) + 650 - top - 1.6 * breadth)
        let (a, b) = (u / breadth, v / (1.6 * breadth))
        guard a * a + b * b < 1 else { continue }
        return UInt8(130 + 100 * Foundation.cos((v + u * u / 260) * 2 * .pi / 9))
      }
      return 255
    }
  }

  /// White paper.
  func writeBlank(_ name: String) throws {
    try write(name, side: 240, resolution: .standard) { _, _ in 255 }
  }

  /// Contrast, but no ridges: grey steps a quarter of the image wide.
  func writeSteps(_ name: String) throws {
    try write(name, side: 240, resolution: .standard) { x, _ in UInt8(40 + (x + 120) / 60 * 50) }
  }

  /// The first half of an image file.
  func writeTruncated(_ name: String) throws {
    try writeRidges(name)
    let whole = try Data(contentsOf: URL(filePath: path + "/" + name))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path + "/" + name))
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Files and folders in a folder below, sorted.
  func names(_ folder: String = "") -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)
    return (names ?? []).sorted()
  }

  private func write(
    _ name: String, side: Int, resolution: Resolution?, _ pixel: (Int, Int) -> UInt8
  ) throws {
    let pixels = (0..<side * side).map { pixel($0 % side - side / 2, $0 / side - side / 2) }
    let image = GrayImage(width: side, height: side, pixels: pixels, resolution: resolution)
    guard let image else { throw CocoaError(.coderInvalidValue) }
    try ImageFile.write(image, path: path + "/" + name)
  }
}
