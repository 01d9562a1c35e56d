// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Imaging
import SampleKit

/// The images that a benchmark works on, decoded and normalized.
struct BenchmarkImages {
  let images: [NormalizedImage]
  /// What they are, for the report.
  let description: String

  /// Most images of a folder: enough for a median, few enough to stay in memory.
  static let maximumImages = 100

  /// Reads the folder that was named, or makes synthetic impressions.
  init(_ options: Benchmark.Options) throws {
    if let folder = options.images {
      try self.init(folder: folder, keepsBorders: options.keepsBorders)
    } else {
      try self.init(synthetic: Self.syntheticFingers)
    }
  }

  private init(folder: String, keepsBorders: Bool) throws {
    let normalizer = keepsBorders ? Self.uncropped : Normalizer()
    images = try Self.files(in: folder).map { try normalizer.normalize($0) }
    description = "\(images.count) images of \(folder)"
  }

  /// The images of a folder, or the one of a file, as they are.
  static func files(in folder: String) throws -> [GrayImage] {
    var isFolder = false
    if ImageFormat(path: folder) != nil,
      FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder
    {
      return [try ImageFile.read(path: folder)]
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.sorted().filter { ImageFormat(path: $0) != nil }.prefix(maximumImages)
    guard !files.isEmpty else { throw BenchmarkError.noImages(folder) }
    return try files.map { try ImageFile.read(path: folder + "/" + $0) }
  }

  private static var uncropped: Normalizer {
    var parameters = NormalizerParameters()
    parameters.cropsBorders = false
    return Normalizer(parameters: parameters)
  }

  /// One finger of each pattern class, and two more: enough for a stable median.
  private static let syntheticFingers = 6

  /// Impressions of 388x374 pixels, what a desk scanner gives, uncropped so that figures compare.
  private init(synthetic count: Int) throws {
    images = try (0..<count).map { number in
      let seed = UInt64(number)
      let finger = MasterFinger(seed: seed, position: FingerPosition.tenFingers[number])
      let conditions = QualityGrade.good.conditions(seed: seed, for: finger.position)
      let impression = FingerImpression(of: finger, on: .optical, conditions, seed: seed)
      return try Self.uncropped.normalize(impression.image)
    }
    description = "\(count) synthetic impressions of 388x374 pixels"
  }

  /// Pixels of an average image.
  var meanPixels: Int { images.reduce(0) { $0 + $1.pixels.count } / max(images.count, 1) }
}
