// SPDX-License-Identifier: Apache-2.0

import CardReader
import FingerScanner
public import USB

/// Every device that this release can drive, of all kinds.
public enum KnownDevices {
  /// The cards of all drivers.
  public static let cards: [DriverCard] = DriverTable.cards + [ReaderTable.card]

  /// The card and model that serve a device; nil for one that nothing here knows.
  public static func match(_ device: DeviceDescription) -> (
    card: DriverCard, model: DriverCard.Model
  )? {
    for card in cards {
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
}
