// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FingerScanner
import Imaging
import Station
import USB

/// `sinhtrac capture finger`: one finger from one scanner.
struct CaptureFinger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finger", abstract: "Take one picture of a finger.",
    discussion: """
      Waits until a finger is on the scanner and writes the first whole picture of it: upright, ridges \
      dark, with its resolution. sinhtrac devices lists the IDs; without --device the only scanner is \
      taken. Exit code 4 when the scanner is missing, busy or broken, or no finger came.

      Examples:
        sinhtrac capture finger --out finger.png
        sinhtrac capture finger --device uru4000@1-4 --out finger.wsq --timeout 10
        sinhtrac capture finger --adapter 'ImageAdapter scans' --finger plain-right-four --out r4.png
      """)

  @Option(
    help: ArgumentHelp(
      "What is put on the scanner, such as right-index or plain-right-four; any one finger without.",
      valueName: "name"))
  var finger: String?

  @Option(help: ArgumentHelp("The image to write, in the format of its ending.", valueName: "file"))
  var out: String

  @OptionGroup(title: "Scanner") var scanner: ScannerOptions

  @Flag(help: "Print JSON about the picture.")
  var json = false

  func validate() throws {
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
    let position = finger.flatMap(FingerPosition.init(name:)) ?? .unknown
    let frame = try await scanner.capture(
      position, within: self.scanner.limit,
      telling: { ScannerOptions.tellOperator(position, $0) })
    guard let image = GrayImage(frame) else { throw OutputError.unwritable(out) }
    try ImageFile.write(image, path: out)
    let summary = Summary(scanner.identity, frame, out)
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
    // A scanner that is switched off under a finger would see it as a fresh one next time.
    try? await scanner.awaitLift(within: .seconds(3))
  }

  /// What was captured.
  private struct Summary: Encodable {
    let device: String
    let model: String
    let width: Int
    let height: Int
    let pixelsPerInch: Double
    let file: String

    init(_ scanner: ScannerIdentity, _ frame: Frame, _ file: String) {
      device = scanner.id
      model = scanner.name
      (width, height) = (frame.width, frame.height)
      pixelsPerInch = frame.resolution.pixelsPerInch
      self.file = file
    }

    var text: String {
      "\(file): \(width)x\(height) pixels at \(Int(pixelsPerInch.rounded())) ppi from \(model) (\(device))"
    }
  }
}
