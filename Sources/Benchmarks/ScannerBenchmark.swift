// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Imaging
import ScannerModels
import USB

/// CPU time from the finger on a U.are.U 4500 to a normalized image in memory: the driver's requests,
/// checking and decrypting the picture, turning it upright, scaling it to 500 ppi.
///
/// The scanner is made up and runs on the same thread; its own work is a small part of the figure.
enum ScannerBenchmark {
  static let benchmark = Benchmark(
    name: "scanner", abstract: "from finger-on to a normalized frame, U.are.U 4500", run: run)

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let time = VirtualTime()
    guard let path = DevicePath("1-4") else { throw BenchmarkError.noImages("1-4") }
    let model = URU4000Model()
    let bus = SimulatedBus([SimulatedDevice(model, at: path, clock: time)])
    let driver = try time.wait {
      let device = try bus.devices()[0]
      let driver = URU4000(try await bus.open(device, claiming: [0]), ScannerSettings(clock: time))
      try await driver.wake()
      try await driver.awaitFinger()
      return driver
    }
    let frame = Frame(try time.wait { try await driver.readFrame() })
    let pixels = frame.pixels.count
    let timings = try Harness.time(
      [
        BenchmarkCase("finger-on to frame", pixels: pixels) {
          Int(Frame(try time.wait { try await driver.readFrame() }).pixels[0])
        },
        BenchmarkCase("frame to normalized", pixels: pixels) { try normalized(frame) },
        BenchmarkCase("finger-on to normalized", pixels: pixels) {
          try normalized(Frame(try time.wait { try await driver.readFrame() }))
        },
      ], rounds: options.rounds)
    let milliseconds = (timings.last?.minimumNanoseconds).map { Double($0) / 1_000_000 } ?? 0
    return BenchmarkReport(
      name: benchmark.name,
      subject: "made-up U.are.U 4500, \(frame.width)x\(frame.height) pixels, encrypted",
      timings: timings,
      figures: [.init("finger-on to normalized", milliseconds, "ms, fastest call; must be below 5")]
    )
  }

  private static func normalized(_ frame: Frame) throws -> Int {
    guard
      let image = GrayImage(
        width: frame.width, height: frame.height, pixels: frame.pixels,
        resolution: frame.resolution)
    else { return 0 }
    return try Normalizer().normalize(image).width
  }
}
