// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Camera
import Imaging
import Station

/// `sinhtrac capture portrait`: a face by a camera.
struct CapturePortrait: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portrait", abstract: "Take a portrait.",
    discussion: """
      Looks at every frame for light, sharpness, background and size of the head, and writes the first \
      good one in colour, cut 7 to 9 around the head. Where the head is the operator says: --guide is \
      the frame on the screen that it fills. After --timeout seconds the sharpest picture is written, \
      and the exit code is 3.

      A camera that takes stills larger than its frames takes one as soon as a frame is good, and that \
      is written, unless it came out worse. Where the camera does not keep its promise the frame is \
      written, and the reason is told. --no-still writes the frame in any case.

      Examples:
        sinhtrac capture portrait --out portrait.png
        sinhtrac capture portrait --device uvc@1-4 --guide 30,10,40,60 --out portrait.png --json
      """)

  @Option(help: ArgumentHelp("The PNG image to write.", valueName: "file"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "Where the head is, in per cent of the picture: left, top, width, height.",
      valueName: "x,y,w,h"))
  var guide = "35,15,30,55"

  @Flag(inversion: .prefixedNo, help: "Take a still where the camera has larger ones.")
  var still = true

  @OptionGroup(title: "Camera") var camera: CameraOptions

  @Flag(help: "Print JSON about the picture.")
  var json = false

  func validate() throws {
    guard PortraitGuide(guide) != nil else {
      throw ValidationError("--guide \(guide) is no frame inside the picture, such as 35,15,30,55.")
    }
    guard out.lowercased().hasSuffix(".png") else {
      throw ValidationError("--out \(out) does not end in .png.")
    }
  }

  func run() async throws { try await camera.withCamera(capture) }

  private func capture(with device: Camera) async throws {
    let session = PortraitSession(
      device, guide: PortraitGuide(guide) ?? PortraitGuide(), takesStill: still)
    let portrait = try await session.run(within: camera.limit) { feedback in
      if StandardError.isTerminal { StandardError.print(feedback?.english ?? "Good") }
    }
    try ColourFile.write(
      width: portrait.picture.width, height: portrait.picture.height, rgb: portrait.picture.pixels,
      path: out)
    let summary = Summary(device.identity, portrait, out)
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
    if portrait.feedback != nil { throw ProgramExit.qualityBelowThreshold }
  }

  /// What was captured.
  private struct Summary: Encodable {
    let device: String
    let model: String
    let file: String
    let width: Int
    let height: Int
    let feedback: String?
    /// The method of the video class by which a still was taken: 2 or 3; absent for a frame.
    let stillMethod: Int?
    /// Why it is a frame though the camera has larger stills.
    let stillFailure: String?
    let measures: PortraitMeasures
    let sha256: String
    let stream: StreamReport

    init(_ camera: CameraIdentity, _ portrait: PortraitSession.Portrait, _ file: String) {
      device = camera.id
      model = camera.name
      self.file = file
      (width, height) = (portrait.picture.width, portrait.picture.height)
      feedback = portrait.feedback?.rawValue
      (stillMethod, stillFailure) = (portrait.source.method, portrait.source.failure)
      measures = portrait.measures
      sha256 = "\(portrait.digest)"
      stream = StreamReport(portrait.statistics)
    }

    var text: String {
      let told = feedback.flatMap(PortraitFeedback.init(rawValue:)).map { "; \($0.english)" } ?? ""
      let still = stillMethod.map { "; a still (method \($0))" } ?? ""
      let frame = stillFailure.map { "; a frame, for there was no good still (\($0))" } ?? ""
      return "\(file): \(width)x\(height) pixels from \(model) (\(device))\(still)\(frame)\(told)"
    }
  }
}

extension PortraitSource {
  fileprivate var method: Int? {
    guard case .still(let method) = self else { return nil }
    return Int(method.rawValue)
  }

  fileprivate var failure: String? {
    guard case .frameInstead(let failure) = self else { return nil }
    return failure.code
  }
}
