// SPDX-License-Identifier: Apache-2.0

public import USB

/// How a reader is reached.
public enum ReaderRoute: String, Sendable, CaseIterable {
  /// Through the smart-card service pcscd, which shares readers among programs.
  case service = "pcscd"
  /// Over USB, without anybody between.
  case direct
}

/// A reader that is there: one place for a card.
public struct CardReaderIdentity: Sendable, Hashable {
  /// Name for commands: `ccid@1-4`, with `#2` for the second place of the same device; through pcscd
  /// the name that it gives.
  public let id: String
  /// The reader for people, such as "ACS ACR1252U contactless".
  public let name: String
  /// How it is reached.
  public let route: ReaderRoute
  /// What the place is for, where the table knows it.
  public let role: ReaderModel.Role
  /// The device; nil for one that pcscd has.
  public let device: DeviceDescription?
  let interface: CCIDInterface?
  let slot: UInt8

  /// A reader of pcscd.
  init(service name: String) {
    (id, self.name, route, role) = (name, name, .service, ReaderModel.Role(named: name))
    (device, interface, slot) = (nil, nil, 0)
  }

  /// Every place for a card in a USB device; none for a device that is no reader.
  static func all(of device: DeviceDescription) -> [CardReaderIdentity] {
    guard let descriptors = device.descriptors else { return [] }
    let model = ReaderTable.model(device.model)
    let places = CCIDInterface.all(of: descriptors).flatMap { interface in
      (0..<interface.descriptor.slotCount).map { (interface, UInt8($0)) }
    }
    return places.enumerated().map { number, place in
      CardReaderIdentity(device, place.0, slot: place.1, number: number, model)
    }
  }

  private init(
    _ device: DeviceDescription, _ interface: CCIDInterface, slot: UInt8, number: Int,
    _ model: ReaderModel?
  ) {
    id = "ccid@\(device.path)" + (number > 0 ? "#\(number + 1)" : "")
    role = model?.role(ofPlace: number) ?? .any
    name = [model?.name ?? device.title, role.word].compactMap { $0 }.joined(separator: " ")
    route = .direct
    self.device = device
    self.interface = interface.corrected(by: model, firmware: device.descriptors)
    self.slot = slot
  }
}
