// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FingerScanner
import Imaging
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
      """)

  @Option(help: ArgumentHelp("The scanner, its driver or its place.", valueName: "id"))
  var device: String?

  @Option(help: ArgumentHelp("The image to write, in the format of its ending.", valueName: "file"))
  var out: String

  @Option(help: "Seconds to wait for a finger, 1 to 3600.")
  var timeout = 30

  @Flag(help: "Print JSON about the picture.")
  var json = false

  @Option(help: ArgumentHelp("Fixed host seed, to replay a recording.", visibility: .hidden))
  var hostSeed: UInt32?

  func validate() throws {
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout \(timeout) is outside 1 to 3600 seconds.")
    }
    guard ImageFormat(path: out) != nil else {
      let endings = ImageFormat.allCases.flatMap(\.fileEndings).joined(separator: ", ")
      throw ValidationError("--out \(out) does not end in one of \(endings).")
    }
  }

  func run() async throws {
    try await withUSB { bus in
      let found = try bus.fingerScanner(named: device)
      let scanner = try await FingerScanner(opening: found, on: bus, settings: settings)
      do {
        try await capture(with: scanner)
        await scanner.close()
      } catch {
        await scanner.close()
        throw error
      }
    }
  }

  private var settings: ScannerSettings {
    guard let hostSeed else { return ScannerSettings() }
    return ScannerSettings(hostSeed: { hostSeed })
  }

  private func capture(with scanner: FingerScanner) async throws {
    let frame = try await scanner.capture(within: .seconds(timeout), telling: tellOperator)
    guard let image = GrayImage(frame) else { throw OutputError.unwritable(out) }
    try ImageFile.write(image, path: out)
    let summary = Summary(scanner.identity, frame, out)
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
    // A scanner that is switched off under a finger would see it as a fresh one next time.
    try? await scanner.awaitLift(within: .seconds(3))
  }

  private func tellOperator(_ event: ScannerEvent) {
    guard StandardError.isTerminal else { return }
    switch event {
    case .ready: StandardError.print("place the finger")
    case .fingerOn: StandardError.print("hold still")
    case .startingAnew: StandardError.print("the scanner is started anew")
    case .fingerOff, .frame: break
    }
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

extension GrayImage {
  /// A scanner's frame as an image.
  init?(_ frame: Frame) {
    self.init(
      width: frame.width, height: frame.height, pixels: frame.pixels, resolution: frame.resolution)
  }
}
