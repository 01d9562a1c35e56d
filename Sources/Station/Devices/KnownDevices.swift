// SPDX-License-Identifier: Apache-2.0

import FingerScanner
public import USB

/// Every device that this release can drive, of all kinds.
public enum KnownDevices {
  /// The cards of all drivers.
  public static let cards: [DriverCard] = DriverTable.cards

  /// The card and model that serve a device; nil for one that nothing here knows.
  public static func match(_ device: DeviceDescription) -> (
    card: DriverCard, model: DriverCard.Model
  )? {
    for card in cards {
      if let model = card.model(device.model) { return (card, model) }
    }
    return nil
  }
}
