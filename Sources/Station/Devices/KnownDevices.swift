// SPDX-License-Identifier: Apache-2.0

import Camera
import CardReader
import FingerScanner
public import USB

/// Every device that this release can drive, of all kinds.
public enum KnownDevices {
  /// The cards of all drivers.
  public static let cards: [DriverCard] =
    DriverTable.cards + [CameraTable.card, ReaderTable.card]

  /// The card and model that serve a device; nil for one that nothing here knows.
  public static func match(_ device: DeviceDescription) -> (
    card: DriverCard, model: DriverCard.Model
  )? {
    if let camera = CameraIdentity.all(of: device).first {
      return match(camera)
    }
    for card in cards where card.kind != .camera {
      if let model = card.model(device.model) { return (card, model) }
    }
    return reader(device)
  }

  /// A card reader that the table does not name: its class says what it is.
  private static func reader(_ device: DeviceDescription) -> (
    card: DriverCard, model: DriverCard.Model
  )? {
    guard ReaderTable.serves(device) else { return nil }
    let id = device.model
    return (ReaderTable.card, .init(id.vendor, id.product, device.title, .shouldWork))
  }

  /// Cameras are known by their class: the card names the interfaces of this very one.
  private static func match(_ camera: CameraIdentity) -> (
    card: DriverCard, model: DriverCard.Model
  ) {
    let model = DriverCard.Model(
      camera.device.model.vendor, camera.device.model.product, camera.name, camera.evidence)
    let card = DriverCard(
      name: CameraTable.card.name, kind: .camera, models: [model],
      interfaces: camera.function.interfaces)
    return (card, model)
  }
}
