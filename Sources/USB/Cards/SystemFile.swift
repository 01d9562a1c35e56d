// SPDX-License-Identifier: Apache-2.0

/// A file that an administrator installs, made from the driver cards.
public struct SystemFile: Sendable, Hashable {
  /// File name in the project's `udev` folder and in the system.
  public let name: String
  /// Folder of the system that it belongs in.
  public let folder: String
  /// All of its text.
  public let text: String

  /// Everything that the devices of these cards need from the system.
  public static func all(for cards: [DriverCard]) -> [SystemFile] {
    [.udevRules(for: cards), .hardwareDatabase(for: cards), .group]
  }

  /// Group whose members may use the devices without sitting at the machine: kiosk services.
  public static let groupName = "sinhtrac"

  static let origin = "# Made from the driver table by `sinhtrac udev --write`; do not edit."

  private static let group = SystemFile(
    name: "sinhtrac.conf", folder: "/usr/lib/sysusers.d",
    text: """
      \(origin)
      # Group of services that use the devices without a seat; made by systemd-sysusers.
      g \(groupName) -

      """)
}

extension DriverCard {
  /// The lines for each model, in order.
  static func entries(
    _ cards: [DriverCard], _ line: (DriverCard, Model) -> [String]
  ) -> [String] {
    cards.filter { !$0.models.isEmpty }.sorted { $0.name < $1.name }
      .flatMap { card in
        ["", "# \(card.name)"]
          + card.models.sorted { $0.id < $1.id }.flatMap { model in
            ["# \(model.name)"] + line(card, model)
          }
      }
  }
}
