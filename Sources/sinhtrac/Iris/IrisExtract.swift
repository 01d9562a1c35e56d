// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FoundationEssentials
import Imaging
import Iris
import Records
import Station

/// `sinhtrac iris extract`: where is the iris, and what is its code?
struct IrisExtract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Find the iris in pictures and make its code.",
    discussion: """
      The result of one picture goes to standard output; with --out each picture's result goes to \
      DIR/NAME.json, DIR/NAME.iris or DIR/NAME.iir. Several pictures are spread over the processors. A picture that \
      cannot be used is reported and the others still come out; the exit code is then 1.

      Formats: json (edges of pupil and iris, the code as hexadecimal text), code (2060 bytes, for \
      iris compare), iso2011 (the picture as ISO/IEC 19794-6:2011 stores it, cut as --kind says, as \
      PNG or lossless JPEG 2000; --eye names the eye).

      --trace DIR keeps every stage as NNN-stage.png or .json, of several pictures in one folder \
      each. A trace shows a person's eye: its folder is readable by you alone.

      Examples:
        sinhtrac iris extract eye.png
        sinhtrac iris extract eye.png --trace trace
        sinhtrac iris extract eyes/*.png --format code --out codes
        sinhtrac iris extract left.png --format iso2011 --kind cropped --eye left --out records
      """)

  @Argument(help: "Pictures of eyes.")
  var images: [String]

  /// What comes out.
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
    case json, code, iso2011

    var fileEnding: String {
      switch self {
      case .json: "json"
      case .code: "iris"
      case .iso2011: "iir"
      }
    }
  }

  /// How a picture is cut.
  enum Kind: String, CaseIterable, ExpressibleByArgument, Sendable {
    case uncropped, vga, cropped, masked

    var value: IrisImageKind {
      switch self {
      case .uncropped: .uncropped
      case .vga: .vga
      case .cropped: .cropped
      case .masked: .croppedAndMasked
      }
    }
  }

  /// The person's own side.
  enum Eye: String, CaseIterable, ExpressibleByArgument, Sendable {
    case unknown, right, left

    var label: EyeLabel { self == .right ? .right : self == .left ? .left : .unknown }
  }

  @Option(help: "Format of the results.")
  var format = Format.json

  @Option(help: "How iso2011 cuts the picture.")
  var kind = Kind.uncropped

  /// How a picture is coded in an iris image record.
  enum Compression: String, CaseIterable, ExpressibleByArgument, Sendable {
    case png, jp2

    var image: ImageFormat { self == .png ? .png : .jp2 }
    var record: IrisImageRecord.Format { self == .png ? .png : .jpeg2000 }
  }

  @Option(help: "How iso2011 codes the picture; both are lossless.")
  var compression = Compression.png

  @Option(help: "Which eye iso2011 says it is; the person's own side.")
  var eye = Eye.unknown

  @Option(help: ArgumentHelp("Folder for the results; made when needed.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Folder for pictures and figures of every stage; new or empty.", valueName: "dir"))
  var trace: String?

  @OptionGroup var radius: IrisRadiusOption
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print JSON, which is what --format json does by itself.")
  var json = false

  func validate() throws {
    guard format == .json || out != nil || images.count == 1 else {
      throw ValidationError("Several results of format \(format) need a folder: add --out DIR.")
    }
  }

  func run() async throws {
    let source = try IrisSource(radius: radius, kernels: kernels)
    let jobs = try FileNames.stems(images, needed: out != nil || trace != nil).map { image, name in
      IrisJob(
        image: image, output: out.map { "\($0)/\(name).\(format.fileEnding)" },
        traceFolder: trace.map { images.count > 1 ? "\($0)/\(name)" : $0 }, format: format,
        kind: kind.value, compression: compression, eye: eye.label, extractor: source.extractor)
    }
    if let out { try OutputFolder.make(out) }
    var bar = ProgressBar("pictures", total: jobs.count)
    var results: [IrisResult] = []
    var failures = 0
    let lanes = ExtractionLanes(count: ProcessInfo.processInfo.activeProcessorCount)
    try await lanes.run(jobs, workspace: { IrisWorkspace() }) { job, workspace in
      (job, Result { try job.run(workspace) })
    } deliver: { job, outcome in
      bar.advance()
      switch outcome {
      case .success(let result): try deliver(result, of: job, into: &results)
      case .failure(let error):
        failures += 1
        StandardError.print("error: \(job.image): \(error)")
      }
    }
    bar.finish()
    if out == nil, format == .json {
      if images.count == 1, let only = results.first {
        try StandardOutput.print(json: only)
      } else if images.count > 1 {
        try StandardOutput.print(json: results)
      }
    }
    if failures > 0 { throw ProgramExit.failure }
  }

  private func deliver(
    _ found: IrisJob.Outcome, of job: IrisJob, into results: inout [IrisResult]
  ) throws {
    if let output = job.output {
      try StandardOutput.print("\(job.image): \(found.result.validBits) bits -> \(output)")
    } else if format == .json {
      results.append(found.result)
    } else {
      try StandardOutput.write(found.bytes)
    }
  }
}

/// One picture's way from file to code.
struct IrisJob: Sendable {
  let image: String
  let output: String?
  let traceFolder: String?
  let format: IrisExtract.Format
  let kind: IrisImageKind
  let compression: IrisExtract.Compression
  let eye: EyeLabel
  let extractor: IrisExtractor

  struct Outcome: Sendable {
    let result: IrisResult
    let bytes: [UInt8]
  }

  func run(_ workspace: IrisWorkspace) throws -> Outcome {
    let picture = try ImageFile.read(path: image)
    let trace = try traceFolder.map { try FolderTrace(folder: $0) }
    let features = try extractor.extract(picture, workspace: workspace, trace: trace)
    try trace?.close()
    let result = IrisResult(image, picture, features)
    let bytes = try encoded(result, picture, features)
    if let output { try OutputFile.write(bytes, to: output) }
    return Outcome(result: result, bytes: bytes)
  }

  private func encoded(
    _ result: IrisResult, _ picture: GrayImage, _ features: IrisFeatures
  ) throws -> [UInt8] {
    switch format {
    case .json: Array(try result.text().utf8)
    case .code: features.code.encoded()
    case .iso2011: try record(picture, features)
    }
  }

  /// The picture in an iris image record.
  private func record(_ picture: GrayImage, _ features: IrisFeatures) throws -> [UInt8] {
    let cut = try IrisImage(picture, features, as: kind)
    var representation = IrisImageRecord.Representation(
      kind: kind, width: cut.image.width, height: cut.image.height, format: compression.record,
      data: try ImageFile.encode(cut.image, as: compression.image))
    representation.label = eye
    representation.limbus = cut.outline.limbus
    representation.qualities = [QualityBlock(value: UInt8(features.measures.score))]
    guard let record = IrisImageRecord([representation]) else {
      throw OutputError.inconsistentFeatures
    }
    return record.encoded()
  }
}

/// What `--format json` tells of a picture.
struct IrisResult: Encodable, Sendable {
  let image: String
  let width, height: Int
  let pupil, iris: Round
  /// Distances of the pupil's edge from its centre, in 256 directions clockwise from the right.
  let pupilEdge: [Double]
  let confidence: Double
  let validBits: Int
  /// 256 words each, as hexadecimal text.
  let signs, mask: String

  struct Round: Encodable, Sendable {
    let x, y, radius: Double

    init(_ circle: Circle) {
      x = rounded(circle.x)
      y = rounded(circle.y)
      radius = rounded(circle.radius)
    }
  }

  init(_ image: String, _ picture: GrayImage, _ features: IrisFeatures) {
    self.image = image
    width = picture.width
    height = picture.height
    pupil = Round(features.geometry.pupil)
    iris = Round(features.geometry.limbus)
    pupilEdge = features.geometry.pupilRadii.map(rounded)
    confidence = rounded(features.geometry.confidence)
    validBits = features.code.validBits
    signs = hexadecimal(features.code.signs)
    mask = hexadecimal(features.code.mask)
  }

  /// As JSON text.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

/// Two decimals: a hundredth of a pixel.
private func rounded(_ value: Float) -> Double { (Double(value) * 100).rounded() / 100 }

private func hexadecimal(_ words: [UInt32]) -> String {
  words.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}
