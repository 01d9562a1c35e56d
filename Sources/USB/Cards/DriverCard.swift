// SPDX-License-Identifier: Apache-2.0

/// What a driver says about itself: which devices it serves, and how well that is known.
///
/// The udev rules, the hardware database and the list of devices are made from cards. A further product
/// that speaks a known protocol is one more entry here.
public struct DriverCard: Sendable, Hashable {
  /// What the devices are for.
  public enum Kind: String, Sendable { case fingerScanner, camera, cardReader }

  /// Why we believe that the driver works with a model.
  public enum Evidence: String, Sendable {
    /// A recorded conversation of a real device gives the very picture that was recorded with it.
    case recorded
    /// The protocol is known to be the same; nobody has shown it with a device.
    case shouldWork
    /// There is no device: what comes from it is made up.
    case madeUp
  }

  /// One kind of device.
  public struct Model: Sendable, Hashable {
    /// Its numbers.
    public let id: ModelID
    /// Its name as it is sold.
    public let name: String
    /// Why we believe that it works.
    public let evidence: Evidence

    /// Takes all parts.
    public init(_ vendor: VendorID, _ product: ProductID, _ name: String, _ evidence: Evidence) {
      id = ModelID(vendor, product)
      self.name = name
      self.evidence = evidence
    }
  }

  /// Short name for commands and logs, such as `uru4000`: lower-case letters, digits, `_`.
  public let name: String
  /// What the devices are for.
  public let kind: Kind
  /// All models that it serves.
  public let models: [Model]
  /// Interfaces that must be claimed before the driver can work.
  public let interfaces: [UInt8]

  /// Takes all parts.
  public init(name: String, kind: Kind, models: [Model], interfaces: [UInt8] = [0]) {
    self.name = name
    self.kind = kind
    self.models = models
    self.interfaces = interfaces
  }

  /// The entry for a model; nil when the driver does not serve it.
  public func model(_ id: ModelID) -> Model? { models.first { $0.id == id } }
}
