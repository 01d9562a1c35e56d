// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FingerScanner
import Imaging
import Station
import USB

/// `sinhtrac capture finger`: one finger or slap from one scanner.
struct CaptureFinger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finger", abstract: "Take one picture of a finger.",
    discussion: """
      Waits until a finger lies still and shows well, for at most 8 seconds, and writes the best picture \
      of it: upright, ridges dark, with its resolution. A finger whose quality score is below --enough \
      is asked for up to three times. sinhtrac devices lists the IDs; without --device the only scanner \
      is taken. Exit code 4 when the scanner is missing, busy or broken, or no finger came.

      Examples:
        sinhtrac capture finger --out finger.png
        sinhtrac capture finger --device uru4000@1-4 --out finger.wsq --timeout 10
        sinhtrac capture finger --device samples --at-once --out finger.png
        sinhtrac capture finger --adapter 'ImageAdapter scans' --finger plain-right-four --out r4.png
      """)

  @Option(
    help: ArgumentHelp(
      "What is put on the scanner, such as right-index or plain-right-four; any one finger without.",
      valueName: "name"))
  var finger: String?

  @Option(help: ArgumentHelp("The image to write, in the format of its ending.", valueName: "file"))
  var out: String

  @Option(
    help: ArgumentHelp("Do not ask again from this quality on, 0 to 100.", valueName: "score"))
  var enough: UInt8 = AutoCapture.Policy().enough

  @Flag(help: "Take the first whole picture, whatever it shows.")
  var atOnce = false

  @OptionGroup(title: "Scanner") var scanner: ScannerOptions

  @Flag(help: "Print JSON about the picture.")
  var json = false

  func validate() throws {
    guard enough <= 100 else { throw ValidationError("--enough must be 0 to 100.") }
    if let finger, FingerPosition(name: finger) == nil {
      let names = FingerPosition.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("--finger \(finger) is none of \(names).")
    }
    guard ImageFormat(path: out) != nil else {
      let endings = ImageFormat.allCases.flatMap(\.fileEndings).joined(separator: ", ")
      throw ValidationError("--out \(out) does not end in one of \(endings).")
    }
  }

  func run() async throws { try await scanner.withScanner(capture) }

  private func capture(with scanner: FingerScanner) async throws {
    let captured = try await taken(by: scanner)
    try ImageFile.write(captured.image, path: out)
    let summary = Summary(scanner.identity, captured, out)
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
    // A scanner that is switched off under a finger would see it as a fresh one next time.
    try? await scanner.awaitLift(within: .seconds(3))
  }

  private func taken(by scanner: FingerScanner) async throws -> CapturedFinger {
    let position = finger.flatMap(FingerPosition.init(name:)) ?? .unknown
    guard atOnce else {
      return try await self.scanner.autoCapture(threshold: enough).capture(
        position, from: scanner, within: self.scanner.limit,
        telling: { ScannerOptions.tellOperator(position, $0) })
    }
    let frame = try await scanner.capture(
      position, within: self.scanner.limit,
      telling: { ScannerOptions.tellOperator(position, .scanner($0)) })
    guard let image = GrayImage(frame) else { throw OutputError.unwritable(out) }
    return CapturedFinger(asItIs: image)
  }

  /// What was captured.
  private struct Summary: Encodable {
    let device: String
    let model: String
    let width: Int
    let height: Int
    let pixelsPerInch: Double
    let quality: UInt8?
    let settled: Bool
    let file: String

    init(_ scanner: ScannerIdentity, _ captured: CapturedFinger, _ file: String) {
      device = scanner.id
      model = scanner.name
      (width, height) = (captured.image.width, captured.image.height)
      pixelsPerInch = captured.image.resolution?.pixelsPerInch ?? 0
      (quality, settled) = (captured.score, captured.isSettled)
      self.file = file
    }

    var text: String {
      "\(file): \(width)x\(height) pixels at \(Int(pixelsPerInch.rounded())) ppi"
        + (quality.map { ", quality \($0)," } ?? "") + " from \(model) (\(device))"
    }
  }
}
