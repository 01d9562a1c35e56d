// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Camera
import Imaging
import Iris
import Station

/// `sinhtrac capture iris`: eyes by a near-infrared camera.
struct CaptureIris: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iris", abstract: "Take pictures of eyes.",
    discussion: """
      Looks at every frame, says what to change, and writes the first picture that is good: eye open, \
      sharp, near enough. After --timeout seconds the best one is written, and the exit code is 3. \
      A camera that sees both eyes writes two files, FILE with -right and -left before its ending. \
      sinhtrac devices lists the IDs; without --device the only camera is taken.

      The picture alone tells right from left no better than nine times in ten: where it looks like \
      the other eye that is said, and nothing is swapped.

      Examples:
        sinhtrac capture iris --eye right --out right.png
        sinhtrac capture iris --device uvc@1-4 --out eyes.png --json
      """)

  @Option(
    help: ArgumentHelp("Which eye a one-eye camera is shown: right or left.", valueName: "eye"))
  var eye: String?

  @Option(help: ArgumentHelp("The image to write, in the format of its ending.", valueName: "file"))
  var out: String

  @OptionGroup(title: "Camera") var camera: CameraOptions

  @Flag(help: "Print JSON about the pictures.")
  var json = false

  func validate() throws {
    guard [nil, "right", "left"].contains(eye) else {
      throw ValidationError("--eye \(eye ?? "") is neither right nor left.")
    }
    guard ImageFormat(path: out) != nil else {
      let endings = ImageFormat.allCases.flatMap(\.fileEndings).joined(separator: ", ")
      throw ValidationError("--out \(out) does not end in one of \(endings).")
    }
  }

  func run() async throws { try await camera.withCamera(capture) }

  private var label: EyeLabel { eye == "right" ? .right : eye == "left" ? .left : .unknown }

  private func capture(with device: Camera) async throws {
    let outcome = try await EyeSession(device, label: label).run(within: camera.limit) { feedback in
      if StandardError.isTerminal { StandardError.print(feedback?.english ?? "Good") }
    }
    var reports: [Report] = []
    for eye in outcome.eyes {
      let file = path(of: eye, among: outcome.eyes.count)
      try ImageFile.write(eye.image, path: file)
      reports.append(Report(eye, file))
    }
    let summary = Summary(device.identity, outcome, reports)
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
    if !outcome.isComplete { throw ProgramExit.qualityBelowThreshold }
  }

  private func path(of eye: CapturedEye, among count: Int) -> String {
    guard count > 1, let dot = out.lastIndex(of: ".") else { return out }
    return out[..<dot] + (eye.label == .right ? "-right" : "-left") + out[dot...]
  }

  /// What there is to tell about one eye.
  private struct Report: Encodable {
    let eye: String
    let file: String
    let width: Int
    let height: Int
    let score: Double
    let feedback: String?
    /// Which eye the picture looks like, and the natural logarithm of the odds: a hint only.
    let looksLike: String
    let looksLikeStrength: Double
    let sha256: String

    init(_ captured: CapturedEye, _ file: String) {
      eye = captured.label.name
      self.file = file
      (width, height) = (captured.image.width, captured.image.height)
      score = (Double(captured.score) * 10).rounded() / 10
      feedback = captured.feedback?.rawValue
      looksLike = captured.vote.label.name
      looksLikeStrength = (Double(captured.vote.strength) * 100).rounded() / 100
      sha256 = "\(captured.digest)"
    }

    var text: String {
      let doubt =
        looksLike == eye || eye == EyeLabel.unknown.name ? "" : "; looks like the \(looksLike)"
      let told = feedback.map { "; \($0)" } ?? ""
      return
        "\(file): \(eye), \(width)x\(height) pixels, quality \(Int(score.rounded()))\(told)\(doubt)"
    }
  }

  /// What was captured.
  private struct Summary: Encodable {
    let device: String
    let model: String
    let complete: Bool
    let feedback: String?
    let sameEyeTwice: Bool
    let frames: Int
    let stream: StreamReport
    let eyes: [Report]

    init(_ camera: CameraIdentity, _ outcome: EyeSession.Outcome, _ eyes: [Report]) {
      device = camera.id
      model = camera.name
      complete = outcome.isComplete
      feedback = outcome.feedback?.rawValue
      sameEyeTwice = outcome.pair == .sameEyeTwice
      frames = outcome.frames
      stream = StreamReport(outcome.statistics)
      self.eyes = eyes
    }

    var text: String {
      let twice = sameEyeTwice ? ["Both pictures show the same eye: capture again."] : []
      let told = feedback.flatMap(CaptureFeedback.init(rawValue:)).map { [$0.english] } ?? []
      return (eyes.map(\.text) + twice + told).joined(separator: "\n")
    }
  }
}

/// Counts of a stream for programs.
struct StreamReport: Encodable {
  let wholeFrames: Int
  let damagedFrames: [String: Int]
  let wholeStills: Int
  let damagedStills: [String: Int]
  let lostPackets: Int
  let failedTransfers: Int
  let restarts: Int

  init(_ counts: StreamStatistics) {
    wholeFrames = counts.wholeFrames
    damagedFrames = Self.named(counts.damagedFrames)
    wholeStills = counts.wholeStills
    damagedStills = Self.named(counts.damagedStills)
    lostPackets = counts.lostPackets
    failedTransfers = counts.failedTransfers
    restarts = counts.restarts
  }

  private static func named(_ counts: [FrameDamage: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
  }
}
