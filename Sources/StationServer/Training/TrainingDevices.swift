// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Document
import FingerScanner
import Imaging
public import SampleKit
import Station
import USB

/// Devices that are not there: each shows the invented person whose application is in hand.
public actor TrainingDevices: CaptureSource {
  private let person: @Sendable (_ application: String) -> TrainingPerson
  private let year: Int
  /// Kinds that somebody has pulled out, to train for it.
  private var unplugged: Set<String> = []
  private var hands: (person: TrainingPerson, hands: Task<SamplePerson, any Error>)?

  /// How long one waits before anything else is tried, as at a real desk.
  private static let limit = Duration.seconds(60)
  /// Pause between two frames of the cameras.
  private static let framePause = Duration.milliseconds(50)
  /// Frames before a camera's picture is good.
  private static let framesToGood = 24

  /// `year` is that of the training, for ages; `person` says whose application it is: the ticket at the
  /// end of its number, unless it is said otherwise.
  public init(
    year: Int,
    person: @escaping @Sendable (_ application: String) -> TrainingPerson = TrainingPerson.of
  ) {
    (self.year, self.person) = (year, person)
  }

  /// Pulls a kind of device out, or plugs it in again.
  public func plug(_ kind: String, isIn: Bool) {
    if isIn { unplugged.remove(kind) } else { unplugged.insert(kind) }
  }

  /// All of them are there, but for those that were pulled out.
  public func list() -> [DeviceEntry] {
    [
      ("finger", "Sample scanner"), ("eye", "Sample iris camera"), ("portrait", "Sample camera"),
      ("reader", "Sample card reader"),
    ].map {
      DeviceEntry(
        kind: $0.0, name: $0.1, isPresent: !unplugged.contains($0.0), detail: "training")
    }
  }

  /// Grows the person's hands before they are wanted.
  public func prepare(for application: String) { _ = grown(for: person(application)) }

  /// Shows the person as a device would. Throws `no-card` for who has none.
  public func capture(
    _ target: CaptureTarget, of subject: CaptureSubject, urge: CaptureUrge,
    showing show: CaptureShow
  ) async throws -> Captured {
    let someone = person(subject.application)
    try check(target.kind)
    switch target {
    case .finger(let position, let manner):
      return .finger(try await finger(position, manner, someone, subject, urge, show))
    case .eye(let eye): return .eyes([try await self.eye(eye, someone, subject, urge, show)])
    case .portrait: return .portrait(try await portrait(urge, show))
    case .card: return .card(try await card(of: someone, subject, show))
    case .exception: return .photograph(PictureFile(try await portrait(urge, show).file))
    }
  }

  private func check(_ kind: String) throws(WebError) {
    guard !unplugged.contains(kind) else { throw .unplugged }
  }

  private func grown(for person: TrainingPerson) -> Task<SamplePerson, any Error> {
    if let hands, hands.person == person { return hands.hands }
    let task = Task { try await Blocking.run { SamplePerson(number: person.number) } }
    hands = (person, task)
    return task
  }

  private func finger(
    _ position: FingerPosition, _ manner: CaptureManner, _ person: TrainingPerson,
    _ subject: CaptureSubject, _ urge: CaptureUrge, _ show: CaptureShow
  ) async throws -> Presentation {
    let growing = grown(for: person)
    let driver = TrainingDriver { [weak self] in
      try await self?.check("finger")
    } picture: { position in
      let hands = try await growing.value
      return try await Blocking.run { hands.picture(of: position, manner, subject) }
    }
    return try await FingerScanner(.samples, driver: driver).use { scanner in
      try await scanner.presentation(
        of: position, within: Self.limit, urge: urge, showing: show)
    }
  }

  private func eye(
    _ eye: EyeLabel, _ person: TrainingPerson, _ subject: CaptureSubject, _ urge: CaptureUrge,
    _ show: CaptureShow
  ) async throws -> PresentedEye {
    let body = try await grown(for: person).value
    let image = try await Blocking.run { body.eye(eye, presentation: subject.attempts) }
    try await film(image, of: "eye", urge, show)
    let digest = try SHA256.digest(of: image.pixels)
    return PresentedEye(
      eye, Presentation(image: image, device: "sample camera", frameDigest: digest))
  }

  private func portrait(
    _ urge: CaptureUrge, _ show: CaptureShow
  ) async throws -> PresentedPortrait {
    guard let frame = TrainingFace.frame() else { throw WebError(500, "internal", "No face.") }
    try await film(frame, of: "portrait", urge, show)
    let file = try SamplePerson.portrait()
    return PresentedPortrait(
      file: file, device: "sample camera", frameDigest: try SHA256.digest(of: file))
  }

  /// A camera's film: somewhat dark at first, then right.
  private func film(
    _ image: GrayImage, of kind: String, _ urge: CaptureUrge, _ show: CaptureShow
  ) async throws {
    for number in 0..<Self.framesToGood where !urge.isSet {
      try check(kind)
      try await Task.sleep(for: Self.framePause)
      let light = min(0.5 + Double(number) / Double(Self.framesToGood), 1)
      show.note(number < Self.framesToGood / 2 ? .moving : .settling, quality: Int(light * 90))
      show.frame(image.dimmed(to: light) ?? image)
    }
    show.note(.captured)
    show.frame(image)
  }

  private func card(
    of person: TrainingPerson, _ subject: CaptureSubject, _ show: CaptureShow
  ) async throws -> CardReading {
    guard let card = try person.card(in: year) else {
      throw WebError(404, "no-card", "There is no card on the reader.")
    }
    show.note(.reading)
    let key = try subject.accessKey()
    var anchors = TrustAnchors()
    anchors.add(card.authority)
    let reader = DocumentReader(keys: [key], anchors: anchors)
    return CardReading(try await reader.read { EmulatedCardChannel(card) })
  }
}

extension GrayImage {
  /// The same in less light.
  fileprivate func dimmed(to light: Double) -> GrayImage? {
    let share = Int(light * 256)
    return GrayImage(
      width: width, height: height, pixels: pixels.map { UInt8(Int($0) * share / 256) },
      resolution: resolution)
  }
}

extension TrainingPerson {
  /// The person of an application's number: by the ticket at its end; the first one for any other.
  public static let of: @Sendable (_ application: String) -> TrainingPerson = { application in
    let ticket = application.split(separator: "-").last.flatMap { Int($0) } ?? 1
    return library[(max(ticket, 1) - 1) % library.count]
  }
}

extension CaptureTarget {
  /// The kind of device that is asked, as in `DeviceEntry`.
  fileprivate var kind: String {
    switch self {
    case .finger: "finger"
    case .eye: "eye"
    case .portrait, .exception: "portrait"
    case .card: "reader"
    }
  }
}

extension WebError {
  fileprivate static let unplugged = WebError(
    503, "unplugged", "The device was pulled out. Plug it in again, then press Space.",
    vietnamese: "Thiết bị đã bị rút ra. Cắm lại rồi nhấn Space.")
}

extension SamplePerson {
  /// A finger or slap as it is presented.
  fileprivate func picture(
    of position: FingerPosition, _ manner: CaptureManner, _ subject: CaptureSubject
  ) -> GrayImage {
    switch manner {
    case .slap: slap(position, missing: subject.missing, presentation: subject.attempts)
    case .roll: roll(position, presentation: subject.attempts)
    case .plain: plain(position, presentation: subject.attempts)
    }
  }
}
