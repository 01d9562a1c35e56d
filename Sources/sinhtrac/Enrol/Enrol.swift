// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Biometrics
import FingerScanner
import FoundationEssentials
import Records
public import Station
import Store

/// `sinhtrac enrol`: the main job.
struct Enrol: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an application record from the devices.",
    discussion: """
      Reads the application (JSON), captures every finger and eye that it does not declare missing, and \
      makes the record. At a station that is set up (--station, see `station init`) the record is \
      sealed to the centre and put into the outbox, and DIR/ID holds ID.cms alone: the station itself \
      cannot open it. Without --station, and with --open, DIR/ID holds record.an2 (ANSI/NIST-ITL) \
      and manifest.json in clear. The folder appears whole or not at all. An enrolment that was broken \
      off goes on where it was; one that was sealed stays as it is.

      With --devices samples the finger images lie beside the application, named after the finger: \
      right-thumb.png, right-index.png ... left-little.png. Slaps are taken as well where they lie \
      there: plain-right-four.png, plain-left-four.png, plain-thumbs.png; their fingers are found, \
      named and held against the single ones, and a swapped, repeated or other hand's finger stops \
      the enrolment (exit code 3). Iris pictures, right-eye.png and left-eye.png, are taken where they lie \
      there; one eye in both of them stops the enrolment, and eyes that look swapped are told. Where \
      no finger's image lies there, the sample scanner is used: an invented person puts fingers and \
      hands on it.

      With --devices usb each finger is placed on a scanner, right thumb first, and taken when it lies \
      still and shows well; without a scanner the exit code is 4. Eyes are taken by the iris camera, \
      the portrait by the camera that is named. Nobody under 6 is captured (exit code 6), and an image \
      without usable ridges, or below --threshold, stops the enrolment (exit code 3). Quality scores \
      enter the record.

      A finger or eye that cannot be captured stands in the application under missingFingers or \
      missingEyes with its reason and, for a station, the photo (a file beside the application); \
      "supervisor" names who confirms them, whose PIN is asked for after the passphrase where the \
      station keeps operators.

      At a station a portrait is taken as well where it lies there (portrait.png or portrait.jpg); the \
      sample applicant has an invented card, which is read, and the face drawn on it.

      Examples:
        sinhtrac enrol --application a.json --devices samples --station station < passphrase.txt
        sinhtrac enrol --application samples/applicant-01/application.json \\
          --devices samples --out applications --report
        sinhtrac enrol --application a.json --devices samples --replace --json
        sinhtrac enrol --application a.json --devices usb --device uru4000
        sinhtrac enrol --application a.json --devices usb --adapter acme-scanner --slaps
        sinhtrac enrol --application a.json --devices usb --iris-camera uvc@1-4
      """)

  @Option(help: ArgumentHelp("The application.", valueName: "file"))
  var application: String

  @Option(
    help: "What captures: samples (images beside the application, or the sample scanner) or usb.")
  var devices: Devices

  @Option(help: ArgumentHelp("End with 3 when a finger has a lower score.", valueName: "score"))
  var threshold: UInt8?

  @Option(help: ArgumentHelp("Folder of all record folders; made when needed.", valueName: "dir"))
  var out = "applications"

  @Option(
    help: ArgumentHelp(
      "Folder of the station, as `station init` made it; its passphrase or PIN is asked for.",
      valueName: "dir"))
  var station: String?

  @Flag(help: "With --station: also write the record's files in clear.")
  var open = false

  @Option(help: ArgumentHelp("Who enrols, for the audit log and the record.", valueName: "id"))
  var officer = "officer-1"

  @Option(help: ArgumentHelp("Ward that the day report counts under.", valueName: "code"))
  var ward = "SAMPLE"

  @Flag(help: "Replace a record that the application has already.")
  var replace = false

  @Flag(help: "Add report.html, about the record, and sheet.html, which the applicant signs.")
  var report = false

  @Option(
    help: """
      How finger images are compressed in the record: wsq (15:1, 500 ppi only), png or jp2 (both \
      lossless); by itself wsq at 500 ppi and jp2 above.
      """)
  var compression: RecordCompression?

  @Flag(help: "With a scanner: take slaps as well, where it has room for them.")
  var slaps = false

  @OptionGroup(title: "Scanner (with --devices usb)") var scanner: ScannerOptions
  @OptionGroup(title: "Cameras (with --devices usb)") var cameras: EnrolmentCameras
  @OptionGroup(title: "Record") var names: StationOptions
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print JSON.")
  var json = false

  /// What captures.
  enum Devices: String, CaseIterable, ExpressibleByArgument { case samples, usb }

  func validate() throws {
    guard threshold ?? 0 <= 100 else { throw ValidationError("--threshold must be 0 to 100.") }
  }

  func run() async throws {
    let (identity, time) = (try names.identity(), try Clock.now())
    let given = try ApplicationReader.read(
      WholeFile.read(path: application, limit: ApplicationReader.maximumBytes))
    let folder = RecordFolder(parent: out, id: given.id)
    try EnrolmentRules.check(given, at: time)
    try folder.prepare(existing: existing)
    let summary =
      if let station {
        try await seal(given, into: folder, at: try place(station), identity)
      } else {
        try await enrolInClear(given, into: folder, at: time, identity)
      }
    try json ? StandardOutput.print(json: summary) : StandardOutput.print(summary.text)
  }

  private func enrolInClear(
    _ given: Application, into folder: RecordFolder, at time: UTCTime, _ identity: StationIdentity
  ) async throws -> EnrolmentSummary {
    let (record, doubts) = try await capture(given, at: time)
    let findings = EnrolmentRules.warnings(given) + doubts + EnrolmentRules.findings(record)
    let transaction = try record.parts(from: identity, at: time, serial: Clock.serial(time))
    let parts = transaction + page(of: record, findings)
    try folder.write(parts, existing: existing)
    return EnrolmentSummary(record, folder: folder.path, parts: parts, findings: findings)
  }

  private func place(_ station: String) throws -> StationPlace {
    guard let ward = ListCode(ward) else {
      throw ValidationError("--ward is 1 to 40 letters, digits, dots, hyphens and underscores.")
    }
    guard OperatorID(officer) != nil else {
      throw ValidationError("--officer is 1 to 16 lower-case letters, digits and hyphens.")
    }
    return try StationPlace(folder: station, ward: ward, officer: officer)
  }

  private func seal(
    _ given: Application, into folder: RecordFolder, at place: StationPlace,
    _ identity: StationIdentity
  ) async throws -> EnrolmentSummary {
    var sources = ScriptedOfficer.Devices(fingers: try await fingers(of: given))
    sources.eyes = try await eyes(of: given, sources.fingers)
    sources.portrait = try await portrait(sources.fingers)
    if devices == .samples, SampleDesk.serves(given) {
      sources.card = try await SampleDesk.card()
      sources.portrait = try sources.portrait ?? SampleDesk.portrait()
    }
    sources.photographs = try photographs(given)
    let enrolment = SealedEnrolment(
      given: given, place: place, identity: identity, devices: sources)
    var bar = ProgressBar("steps", total: given.presentFingers.count + 8)
    let outcome = try await enrolment.run { _ in bar.advance() }
    bar.finish()
    var parts = [RecordPart(name: given.id + ".cms", bytes: outcome.sealed)]
    if open { parts += outcome.parts }
    if let record = outcome.record { parts += page(of: record, outcome.findings) }
    try folder.write(parts, existing: .replace)
    return EnrolmentSummary(
      outcome, id: given.id, folder: folder.path, files: parts.map(\.name))
  }

  /// The files beside the application that its exceptions name.
  private func photographs(_ given: Application) throws -> [BodyPart: PictureFile] {
    let folder = FileSystem.folder(of: application)
    return try given.proofs.compactMapValues(\.photo).mapValues { name in
      PictureFile(try WholeFile.read(path: folder + "/" + name, limit: PictureFile.mostBytes))
    }
  }

  private var existing: RecordFolder.Existing { replace ? .replace : .refuse }

  private func capture(
    _ given: Application, at time: UTCTime
  ) async throws -> (record: ApplicationRecord, doubts: [String]) {
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    let pipeline = CapturePipeline(
      kernels: try kernels.chosen(), lanes: lanes, threshold: threshold, compression: compression)
    let fingers = try await fingers(of: given)
    let eyes = try await eyes(of: given, fingers)
    var bar = ProgressBar("fingers", total: given.presentFingers.count)
    defer { bar.finish() }
    var doubts: [String] = []
    let record = try await pipeline.enrol(
      given, from: fingers, eyes: eyes, at: time,
      captured: { _ in bar.advance() }, doubted: { doubts.append($0) })
    return (record, doubts)
  }

  private func fingers(of given: Application) async throws -> any FingerSource {
    switch devices {
    case .samples:
      let samples = try SampleDevices(folder: FileSystem.folder(of: application))
      if samples.hasFingers { return samples }
      let scanner = FingerScanner(samples: ScannerSettings())
      return try await scanned(given, from: scanner)
    case .usb: return try await scanner.withScanner { try await scanned(given, from: $0) }
    }
  }

  private func scanned(
    _ given: Application, from opened: FingerScanner
  ) async throws -> ScannedFingers {
    try await ScannedFingers(
      of: given, from: opened, by: scanner.autoCapture(threshold: threshold),
      slaps: slaps ? [.plainRightFour, .plainLeftFour, .plainThumbs] : [],
      limit: scanner.limit, telling: { ScannerOptions.tellOperator($0, $1) })
  }

  private func eyes(
    of given: Application, _ fingers: any FingerSource
  ) async throws -> (any EyeSource)? {
    switch devices {
    case .samples: fingers as? SampleDevices
    case .usb: try await cameras.eyes(of: given, within: scanner.limit)
    }
  }

  private func portrait(_ fingers: any FingerSource) async throws -> PresentedPortrait? {
    switch devices {
    case .samples: try (fingers as? SampleDevices)?.portrait()
    case .usb: try await cameras.portrait(within: scanner.limit)
    }
  }

  private func page(of record: ApplicationRecord, _ findings: [String]) -> [RecordPart] {
    guard report else { return [] }
    let page = ReportPage(record, findings: findings)
    return [
      RecordPart(name: ReportPage.fileName, bytes: page.encoded()),
      RecordPart(name: ApplicationSheet.fileName, bytes: ApplicationSheet(record).encoded()),
    ]
  }
}

extension RecordCompression: ExpressibleByArgument {}

/// The moment, read once at the edge of the program; everything below takes it as an argument.
enum Clock {
  static func now() throws -> UTCTime {
    let seconds = Int(Date.now.timeIntervalSince1970)
    guard let time = UTCTime(secondsSince1970: seconds) else { throw DeviceError.clock }
    return time
  }

  /// A running number of the day as long as no store counts: the second of the local day.
  static func serial(_ time: UTCTime) -> Int {
    (time.secondsSince1970 + EnrolmentRules.hoursEast * 3600) % 86_400
  }
}

/// A device that cannot be used.
struct DeviceError: ExplainedError {
  let code = "device-unavailable"
  let message: String

  static let clock = DeviceError(
    message: "The clock of this machine is wrong: it is not between 2000 and 2199. Set it.")
}
