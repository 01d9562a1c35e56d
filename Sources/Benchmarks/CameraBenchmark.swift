// SPDX-License-Identifier: Apache-2.0

import Camera
import Imaging
import Iris
import SampleKit

/// CPU time of a camera's frames, from payloads on the wire to grey pixels and to iris features.
enum CameraBenchmark {
  static let benchmark = Benchmark(
    name: "camera", abstract: "video frames: assembled, decoded, and looked at by the iris loop",
    run: run)

  /// Bytes of an isochronous payload at high speed.
  private static let payloadBytes = 3072

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let eye = EyeImage(of: MasterEye(seed: 1), EyeConditions(seed: 1)).image
    let wires = try [PixelFormat.gray8, .yuy2, .mjpeg].map { try Wire(eye, $0) }
    let workspace = IrisWorkspace()
    let extractor = IrisExtractor()
    let pixels = eye.width * eye.height
    let cases = wires.flatMap { wire in
      [
        BenchmarkCase("\(wire.format.rawValue), assembled", pixels: pixels) {
          try wire.frame().bytes.count
        },
        BenchmarkCase("\(wire.format.rawValue), decoded as well", pixels: pixels) {
          try wire.frame().gray().pixels.count
        },
        BenchmarkCase("\(wire.format.rawValue), iris as well", pixels: pixels) {
          let picture = try wire.frame().gray()
          let image = GrayImage(
            width: picture.width, height: picture.height, pixels: picture.pixels, resolution: nil)
          guard let image else { return 0 }
          return try extractor.extract(image, workspace: workspace).code.hashValue
        },
      ]
    }
    let timings = try Harness.time(cases, rounds: options.rounds)
    return BenchmarkReport(
      name: benchmark.name, subject: "a synthetic eye of \(eye.width) x \(eye.height) pixels",
      timings: timings,
      figures: timings.map {
        .init("2 x 30 a second: \($0.name)", Double($0.medianNanoseconds) * 60 / 1e7, "% of a core")
      })
  }

  /// A picture as it goes over the wire, cut into payloads.
  private struct Wire {
    let format: PixelFormat
    private let mode: VideoMode
    private let payloads: [[UInt8]]

    init(_ image: GrayImage, _ format: PixelFormat) throws {
      self.format = format
      mode = VideoMode(
        interface: 1, formatIndex: 1, frameIndex: 1, format: format, width: image.width,
        height: image.height,
        intervals: FrameIntervals(standard: 333_333, values: [333_333], isRange: false))
      let bytes = try Self.bytes(image, format)
      let size = CameraBenchmark.payloadBytes - 2
      payloads = stride(from: 0, to: bytes.count, by: size).map { start in
        let end = min(start + size, bytes.count)
        return [2, end == bytes.count ? 0x82 : 0x80] + bytes[start..<end]
      }
    }

    private static func bytes(_ image: GrayImage, _ format: PixelFormat) throws -> [UInt8] {
      switch format {
      case .mjpeg:
        try ImageFile.encode(image, as: .jpeg, options: EncodingOptions(jpegQuality: 90))
      case .yuy2: image.pixels.flatMap { [$0, 128] }
      default: image.pixels
      }
    }

    /// Puts the payloads together.
    func frame() throws -> CameraFrame {
      var assembler = FrameAssembler(FrameShape(mode))
      for payload in payloads {
        if let whole = assembler.add(payload: payload[...]).first {
          return CameraFrame(whole, mode: mode, number: 1, arrival: .now, quirks: CameraQuirks())
        }
      }
      throw BenchmarkError.noImages("the camera's payloads")
    }
  }
}
