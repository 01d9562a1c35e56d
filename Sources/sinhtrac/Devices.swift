// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Camera
import FingerScanner
import Station
import USB

/// `sinhtrac devices`: what is plugged in.
struct Devices: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the devices that are plugged in and can be driven.",
    discussion: """
      Each line has the device's ID, which --device of other verbs takes, its model, and what the \
      driver's word for it is worth: "recorded" was proven with a recording of a real device, "should \
      work" follows from a protocol that is known to be the same. A camera that will be driven through \
      the kernel's driver, because USB is not open to this user, says so. No device is opened.

      Examples:
        sinhtrac devices
        sinhtrac devices --json
        sinhtrac devices --samples
        sinhtrac devices --known
      """)

  @Flag(help: "List every model that can be driven instead.")
  var known = false

  @Flag(help: "List the sample scanner as well, which needs no hardware.")
  var samples = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let there = known ? Self.knownModels : try await Self.pluggedIn()
    let lines = samples ? there + [Line(.samples)] : there
    if json { return try StandardOutput.print(json: lines) }
    if lines.isEmpty {
      StandardError.print("no device found; sinhtrac doctor tells why one is not seen")
    } else {
      try StandardOutput.print(lines.map(\.text).joined(separator: "\n"))
    }
  }

  private static var knownModels: [Line] {
    KnownDevices.cards.flatMap { card in
      card.models.map { Line(id: $0.id.description, card: card, model: $0) }
    }
  }

  private static func pluggedIn() async throws -> [Line] {
    try await LibUSBBus().use { bus in
      try bus.devices().compactMap { device in
        KnownDevices.match(device).map { match in
          Line(
            id: "\(match.card.name)@\(device.path)", card: match.card, model: match.model,
            node: node(of: device))
        }
      }
    }
  }

  /// The video node that a camera would be driven through; nil where it is driven over USB.
  private static func node(of device: DeviceDescription) -> String? {
    guard let camera = CameraIdentity.all(of: device).first,
      case .kernel(let path, _) = CameraAccess(of: camera)
    else { return nil }
    return path
  }

  /// One device, or one model, for people and programs.
  private struct Line: Encodable {
    let id: String
    let name: String
    let kind: String
    let driver: String
    let usb: String
    let evidence: String
    let node: String?

    init(id: String, card: DriverCard, model: DriverCard.Model, node: String? = nil) {
      self.id = id
      name = model.name
      kind = card.kind.title
      driver = card.name
      usb = model.id.description
      evidence = model.evidence.title
      self.node = node
    }

    init(_ scanner: ScannerIdentity) {
      (id, name, driver, usb) = (scanner.id, scanner.name, scanner.driver, "")
      kind = DriverCard.Kind.fingerScanner.title
      evidence = scanner.evidence.title
      node = nil
    }

    var text: String {
      let shown = id + String(repeating: " ", count: max(1, 20 - id.count))
      let through = node.map { ", \(CameraDriver.kernel(path: $0))" } ?? ""
      return "\(shown)\(name)  (\(kind), \(driver)\(through), \(evidence))"
    }
  }
}

extension DriverCard.Kind {
  /// For people.
  var title: String {
    switch self {
    case .fingerScanner: "finger scanner"
    case .camera: "camera"
    case .cardReader: "card reader"
    }
  }
}

extension DriverCard.Evidence {
  /// For people.
  var title: String {
    switch self {
    case .recorded: "recorded"
    case .shouldWork: "should work"
    case .madeUp: "made up"
    }
  }
}
