// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Biometrics
public import Fingerprint
import FoundationEssentials
import Imaging

/// `sinhtrac segment`: the fingers of a slap.
struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find and name the fingers of a slap.",
    discussion: """
      Takes an image of four fingers of a hand or of both thumbs, from a scanner or an inked card, \
      250 to 1200 ppi, fingertips up and leaning at most 45 degrees. Prints each fingertip with its \
      upright box in pixels (left, top, right, bottom), the lean of the finger and the confidence.

      A wrong name is worse than none: whatever speaks against the names is printed as a flag, the \
      exit code is then 3, and --out writes no fingers unless --reviewed says that a person has \
      looked at the picture. A missing finger that was not named with --missing is always a flag.

      --out DIR gets each finger as POSITION.png at the slap's resolution, cut and not turned. \
      --trace DIR keeps pictures of the stages; they show a person's fingers, so that the folder is \
      readable by you alone.

      Examples:
        sinhtrac segment slap.png --as right4
        sinhtrac segment slap.png --as left4 --missing left-ring --out fingers
        sinhtrac segment card.png --as auto --json --trace trace
      """)

  @Argument(help: "The slap image.")
  var slap: String

  @Option(name: .customLong("as"), help: "What it shows: right4, left4, thumbs or auto.")
  var kind: SlapKind

  @Option(
    help: ArgumentHelp(
      "Fingers that are amputated or bandaged, such as right-index,right-little.",
      valueName: "fingers"))
  var missing: FingerList = FingerList()

  @Option(help: ArgumentHelp("Folder for the fingers; made when needed.", valueName: "dir"))
  var out: String?

  @Flag(help: "Write the fingers although there are flags: a person has looked.")
  var reviewed = false

  @Option(help: ArgumentHelp("Folder for pictures of the stages; new or empty.", valueName: "dir"))
  var trace: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var resolution: ResolutionOption
  @OptionGroup var kernels: KernelOption

  func validate() throws {
    let shown = kind == .automatic ? FingerPosition.tenFingers : kind.position.fingers
    if let other = missing.fingers.first(where: { !shown.contains($0) }) {
      throw ValidationError("--missing \(other.name) is not on a \(kind.rawValue) slap.")
    }
    guard Set(missing.fingers).count < shown.count else {
      throw ValidationError("--missing names every finger: there is nothing to find.")
    }
    if reviewed, out == nil { throw ValidationError("--reviewed needs --out DIR.") }
  }

  func run() throws {
    let image = try ImageFile.read(path: slap, resolution: resolution.value)
    let normalized = try SlapSegmenter.normalizer.normalize(image)
    let trace = try trace.map { try FolderTrace(folder: $0) }
    let segmentation = SlapSegmenter(kernels: try kernels.chosen()).segment(
      normalized, as: SlapRequest(kind, missing: Set(missing.fingers)), workspace: SlapWorkspace(),
      trace: trace)
    try trace?.close()
    let fingers = reviewed ? segmentation.fingersAfterReview() : segmentation.fingers
    let files = try write(fingers ?? [], of: segmentation, on: image)
    let report = SegmentationReport(path: slap, image: image, segmentation, files: files)
    if json {
      try StandardOutput.print(json: report)
    } else {
      try StandardOutput.print(report.text)
    }
    if fingers == nil { throw ProgramExit.qualityBelowThreshold }
  }

  /// Writes the fingers and gives their files by position.
  private func write(
    _ fingers: [SlapFinger], of segmentation: SlapSegmentation, on image: GrayImage
  ) throws -> [FingerPosition: String] {
    guard let out, !fingers.isEmpty else { return [:] }
    try OutputFolder.make(out)
    var files: [FingerPosition: String] = [:]
    for finger in fingers {
      guard let cut = segmentation.image(of: finger, on: image) else { continue }
      let path = "\(out)/\(finger.position.name).png"
      try ImageFile.write(cut, path: path)
      files[finger.position] = path
    }
    return files
  }
}

/// Names of fingers, separated by commas.
struct FingerList: ExpressibleByArgument {
  let fingers: [FingerPosition]

  init() { fingers = [] }

  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    fingers = names.compactMap(FingerPosition.init(name:)).filter(\.isSingleFinger)
    if fingers.isEmpty || fingers.count != names.count { return nil }
  }

  var defaultValueDescription: String { "none" }
}

extension SlapKind: ExpressibleByArgument {}
