// SPDX-License-Identifier: Apache-2.0

/// A plugged device as the system lists it; nothing of it was opened or asked.
public struct DeviceDescription: Sendable, Hashable {
  /// Where it is plugged in.
  public let path: DevicePath
  /// Number that the system gave it when it was plugged in; another one after each plugging.
  public let address: UInt8
  /// What kind of device it is.
  public let model: ModelID
  /// Its descriptors; nil when they break the rules, and then it is not to be used.
  public let descriptors: DescriptorSet?
  /// What the device says about itself, cut to 126 characters without control characters.
  public let names: DeviceNames

  /// Takes all parts.
  public init(
    path: DevicePath, address: UInt8, model: ModelID, descriptors: DescriptorSet?,
    names: DeviceNames = DeviceNames()
  ) {
    self.path = path
    self.address = address
    self.model = model
    self.descriptors = descriptors
    self.names = names
  }

  /// Maker and product as the device says them, else its numbers.
  public var title: String {
    let words = [names.maker, names.product].compactMap { $0 }
    return words.isEmpty ? "USB device \(model)" : words.joined(separator: " ")
  }
}

/// The texts of a device, made fit for messages: a device is free to send anything.
public struct DeviceNames: Sendable, Hashable {
  /// `iManufacturer`.
  public let maker: String?
  /// `iProduct`.
  public let product: String?
  /// `iSerialNumber`.
  public let serial: String?

  /// Longest text that a string descriptor can hold, in UTF-16 units.
  static let longest = 126

  /// Takes the texts as they came.
  public init(maker: String? = nil, product: String? = nil, serial: String? = nil) {
    self.maker = Self.clean(maker)
    self.product = Self.clean(product)
    self.serial = Self.clean(serial)
  }

  private static func clean(_ text: String?) -> String? {
    guard let text else { return nil }
    let shown = text.unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    var clean = String(String.UnicodeScalarView(shown.prefix(longest)))
    while clean.last == " " { clean.removeLast() }
    clean = String(clean.drop { $0 == " " })
    return clean.isEmpty ? nil : clean
  }
}
