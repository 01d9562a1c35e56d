// SPDX-License-Identifier: Apache-2.0

public import USB

/// Readers that are known by name, and what is particular about them.
///
/// Any other reader of the class works as well; here are names for people, places that are no use for
/// documents, and what a model says wrongly of itself. Nobody has shown a model with this driver.
public enum ReaderTable {
  /// The models.
  public static let models: [ReaderModel] = [
    // ACS: interface 0 is the antenna, 1 the SAM. The ACR122U takes commands of the short form only,
    // and the kernel's driver pn533_usb binds to it.
    ReaderModel(0x072f, 0x2200, "ACS ACR122U", [.contactless]),
    ReaderModel(0x072f, 0x221a, "ACS ACR1251U", [.contactless, .inside]),
    ReaderModel(0x072f, 0x223b, "ACS ACR1252U", [.contactless, .inside]),
    ReaderModel(0x072f, 0x2259, "ACS ACR1252IMP", [.contactless, .inside]),
    ReaderModel(0x072f, 0x2301, "ACS ACR1581U"),
    ReaderModel(0x072f, 0x2303, "ACS ACR1552U", [.contactless]),
    // Identiv and its forerunner SCM.
    ReaderModel(0x04e6, 0x5121, "SCM SDI010", [.contact, .contactless]),
    ReaderModel(0x04e6, 0x5291, "SCM SCL010", [.contactless]),
    ReaderModel(0x04e6, 0x5293, "SCM SCL011", [.contactless]),
    ReaderModel(0x04e6, 0x5724, "Identiv uTrust 4701F"),
    ReaderModel(0x04e6, 0x5790, "Identiv uTrust 3700F", [.contactless]),
    ReaderModel(0x04e6, 0x5791, "Identiv uTrust 3701F", [.contactless]),
    // HID: interface 0 is the antenna, 1 the contacts.
    ReaderModel(0x076b, 0x5022, "HID OMNIKEY 5022", [.contactless]),
    ReaderModel(0x076b, 0x5422, "HID OMNIKEY 5422", [.contactless, .contact]),
    ReaderModel(0x076b, 0x5427, "HID OMNIKEY 5427 CK", [.contactless]),
    // Thales, once Gemalto.
    ReaderModel(0x08e6, 0x3437, "Gemalto PC Twin Reader", [.contact]),
    ReaderModel(0x08e6, 0x5503, "Gemalto Prox-DU"),
    ReaderModel(0x08e6, 0x5504, "Gemalto Prox-SU"),
    // Readers for contacts with a wrong word about themselves.
    ReaderModel(0x046a, 0x00a1, "Cherry KC 1000 SC", [.contact], [.takesBlocks(release: 0x0100)]),
    ReaderModel(0x0b97, 0x7762, "O2 Micro OZ776", [.contact], [.fastestRate(9600)]),
  ]

  /// The readers as a driver card, for lists and udev rules.
  public static let card = DriverCard(
    name: "ccid", kind: .cardReader,
    models: models.map { .init($0.id.vendor, $0.id.product, $0.name, .shouldWork) })

  /// What is known of a device.
  static func model(_ id: ModelID) -> ReaderModel? { models.first { $0.id == id } }

  /// Whether a device has a reader in it that can be driven, known by name or not.
  public static func serves(_ device: DeviceDescription) -> Bool {
    device.descriptors.map { !CCIDInterface.all(of: $0).isEmpty } ?? false
  }
}
