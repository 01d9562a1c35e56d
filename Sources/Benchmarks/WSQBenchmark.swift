// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging

/// CPU time of writing and reading WSQ files of 640x480 pixels at the fastest level.
enum WSQBenchmark {
  static let benchmark = Benchmark(
    name: "wsq", abstract: "WSQ files of 640x480 pixels written and read, 15:1 and 5:1", run: run)

  private static let (width, height) = (640, 480)
  /// Targets in bits per pixel that give about 15:1 and 5:1.
  private static let rates = [0.75, 2.25]

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let set = try BenchmarkImages(options)
    let images = set.images.compactMap(tiled)
    let pixels = images.count * width * height
    let timings = try Harness.time(
      rates.flatMap { try cases(images, rate: $0) }, rounds: options.rounds)
    let figures = timings.map { timing in
      BenchmarkReport.Figure(
        timing.name, Double(pixels) * 1000 / Double(max(timing.minimumNanoseconds, 1)),
        "MB/s uncompressed, fastest call")
    }
    return BenchmarkReport(
      name: benchmark.name,
      subject: "\(set.description), tiled to \(width)x\(height); level \(Kernels.best.level)",
      timings: timings, figures: figures)
  }

  /// Writing and reading all images, as one call each.
  private static func cases(_ images: [GrayImage], rate: Double) throws -> [BenchmarkCase] {
    let options = EncodingOptions(bitsPerPixel: rate)
    let files = try images.map { try ImageFile.encode($0, as: .wsq, options: options) }
    let pixels = images.count * width * height
    return [
      BenchmarkCase("encode at \(rate) bit/pixel", pixels: pixels) {
        try images.reduce(0) { try $0 &+ ImageFile.encode($1, as: .wsq, options: options).count }
      },
      BenchmarkCase("decode at \(rate) bit/pixel", pixels: pixels) {
        try files.reduce(0) { try $0 &+ Int(ImageFile.decode($1).pixels[0]) }
      },
    ]
  }

  /// The image beside and below itself, cut to 640x480 pixels.
  private static func tiled(_ image: NormalizedImage) -> GrayImage? {
    var pixels: [UInt8] = []
    for y in 0..<height {
      let row = y % image.height * image.width
      for x in 0..<width { pixels.append(image.pixels[row + x % image.width]) }
    }
    return GrayImage(width: width, height: height, pixels: pixels, resolution: .standard)
  }
}
