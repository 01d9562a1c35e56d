// SPDX-License-Identifier: Apache-2.0

extension SystemFile {
  /// The udev rules: who may open a device.
  ///
  /// Whoever sits at the machine gets in by `uaccess`, which logind works by; services by the group.
  /// Nothing is open to everybody. Where pcscd is installed, card readers are left to it.
  static func udevRules(for cards: [DriverCard]) -> SystemFile {
    let head = [
      origin,
      "# Before 73-seat-late.rules, which acts on uaccess.",
      #"ACTION=="remove", GOTO="sinhtrac_end""#,
      #"SUBSYSTEM!="usb", GOTO="sinhtrac_end""#,
      #"ENV{DEVTYPE}!="usb_device", GOTO="sinhtrac_end""#,
    ]
    let lines = DriverCard.entries(cards) { card, model in
      let condition = card.kind == .cardReader ? #"TEST!="/usr/sbin/pcscd", "# : ""
      return [
        condition
          + #"ATTR{idVendor}=="\#(model.id.vendor)", ATTR{idProduct}=="\#(model.id.product)", "#
          + #"MODE="0660", GROUP="\#(groupName)", TAG+="uaccess", "#
          + #"ENV{SINHTRAC_DRIVER}="\#(card.name)""#
      ]
    }
    return SystemFile(
      name: "70-sinhtrac.rules", folder: "/usr/lib/udev/rules.d",
      text: (head + lines + ["", #"LABEL="sinhtrac_end""#, ""]).joined(separator: "\n"))
  }

  /// The hardware database: devices may sleep when nobody uses them, and come back from the machine's
  /// own sleep as if they were plugged in again, because they have forgotten everything. The system
  /// itself knows what is good for card readers.
  static func hardwareDatabase(for cards: [DriverCard]) -> SystemFile {
    let lines = DriverCard.entries(cards.filter { $0.kind != .cardReader }) { _, model in
      let vendor = model.id.vendor.description.uppercased()
      let product = model.id.product.description.uppercased()
      return ["usb:v\(vendor)p\(product)*", " ID_AUTOSUSPEND=1", " ID_PERSIST=0", ""]
    }
    return SystemFile(
      name: "60-sinhtrac.hwdb", folder: "/usr/lib/udev/hwdb.d",
      text: ([origin] + lines).joined(separator: "\n"))
  }
}
