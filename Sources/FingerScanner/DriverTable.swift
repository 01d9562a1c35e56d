// SPDX-License-Identifier: Apache-2.0

public import USB

/// All drivers. A new one is a file under `Drivers` and a word here.
public enum DriverTable {
  /// The drivers in the order in which they are asked.
  public static let drivers: [any USBScannerDriver.Type] = [
    URU4000.self, UPEKTCImg.self, NB1010.self,
  ]

  /// What the drivers say about themselves.
  public static var cards: [DriverCard] { drivers.map { $0.card } }

  /// The driver that serves a model.
  static func driver(for model: ModelID) -> (any USBScannerDriver.Type)? {
    drivers.first { $0.card.model(model) != nil }
  }
}
