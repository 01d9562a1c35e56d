// SPDX-License-Identifier: Apache-2.0

public import USB

/// A scanner that is there, with the driver that serves it.
public struct ScannerIdentity: Sendable, Hashable {
  /// Name for commands: driver and place, such as `uru4000@1-4`. It stays the same when the scanner is
  /// pulled out and plugged in again at the same place.
  public let id: String
  /// The driver.
  public let driver: String
  /// The model as it is sold.
  public let name: String
  /// Why we believe that it works.
  public let evidence: DriverCard.Evidence
  /// The device; nil for a scanner that is not on USB.
  public let device: DeviceDescription?

  /// Nil when no driver serves the device.
  public init?(_ device: DeviceDescription) {
    guard let card = DriverTable.driver(for: device.model)?.card,
      let model = card.model(device.model)
    else { return nil }
    id = "\(card.name)@\(device.path)"
    driver = card.name
    name = model.name
    evidence = model.evidence
    self.device = device
  }

  /// A scanner that is not on USB.
  public init(id: String, driver: String, name: String, evidence: DriverCard.Evidence) {
    (self.id, self.driver, self.name, self.evidence) = (id, driver, name, evidence)
    device = nil
  }

  /// Model and place, for messages.
  public var title: String { "\(name) (\(id))" }
}

extension Bus {
  /// The scanners among the devices, in the order of their places.
  public func fingerScanners() throws(USBError) -> [ScannerIdentity] {
    try devices().compactMap(ScannerIdentity.init)
  }

  /// The scanner that a name means: its id, a driver's name or a place; nil means the only one.
  ///
  /// Throws `gone` when none fits and `unknown` when more than one does.
  public func fingerScanner(named name: String?) throws(ScannerError) -> ScannerIdentity {
    let all: [ScannerIdentity]
    do {
      all = try fingerScanners()
    } catch {
      throw ScannerError(error, scanner: "The list of scanners")
    }
    let fitting = all.filter { scanner in
      guard let name else { return true }
      return scanner.id == name || scanner.driver == name
        || scanner.device?.path == DevicePath(name)
    }
    if fitting.count == 1 { return fitting[0] }
    throw fitting.isEmpty ? .none(named: name, of: all) : .many(fitting)
  }
}

extension ScannerError {
  fileprivate static func none(named name: String?, of all: [ScannerIdentity]) -> ScannerError {
    let asked = name.map { "No scanner is called \($0)." } ?? "No finger scanner was found."
    let there =
      all.isEmpty
      ? "Plug one in; sinhtrac doctor tells why one is not seen."
      : "There are: \(all.map(\.id).joined(separator: ", "))."
    return ScannerError(.gone, "\(asked) \(there)")
  }

  fileprivate static func many(_ fitting: [ScannerIdentity]) -> ScannerError {
    ScannerError(
      .unknown,
      "More than one scanner is meant: \(fitting.map(\.id).joined(separator: ", ")). Name one of them "
        + "with --device.")
  }
}
