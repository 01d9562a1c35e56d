// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Imaging

/// The images that a benchmark works on, decoded and normalized.
struct BenchmarkImages {
  let images: [NormalizedImage]
  /// What they are, for the report.
  let description: String

  /// Most images of a folder: enough for a median, few enough to stay in memory.
  static let maximumImages = 100

  /// Reads the folder that was named, or makes synthetic impressions.
  init(_ options: Benchmark.Options) throws {
    guard let folder = options.images else { throw BenchmarkError.noImages("nothing") }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.sorted().filter { ImageFormat(path: $0) != nil }.prefix(Self.maximumImages)
    images = try files.map { try Normalizer().normalize(ImageFile.read(path: folder + "/" + $0)) }
    guard !images.isEmpty else { throw BenchmarkError.noImages(folder) }
    description = "\(images.count) images of \(folder)"
  }

  /// Pixels of an average image.
  var meanPixels: Int { images.reduce(0) { $0 + $1.pixels.count } / max(images.count, 1) }
}
