// SPDX-License-Identifier: Apache-2.0

public import USB

/// What is known of a reader beyond what it says of itself.
public struct ReaderModel: Sendable, Hashable {
  /// What a place for cards is for.
  public enum Role: String, Sendable {
    /// Cards are laid on it.
    case contactless
    /// Cards are put in.
    case contact
    /// For a small card that stays inside.
    case inside
    /// Nothing is known.
    case any

    /// For people; nil when there is nothing to tell.
    var word: String? {
      switch self {
      case .contactless, .contact: rawValue
      case .inside: "SAM"
      case .any: nil
      }
    }

    /// What the name that pcscd gives to a reader says.
    init(named name: String) {
      let words = name.uppercased()
      let isInside = words.contains("SAM")
      let isContactless =
        words.contains("PICC") || words.contains("CONTACTLESS") || words.contains(" CL ")
      self = isInside ? .inside : isContactless ? .contactless : .any
    }
  }

  /// What a reader says wrongly of itself.
  public enum Correction: Sendable, Hashable {
    /// It takes blocks although it says that it takes commands, in this release or in all.
    case takesBlocks(release: UInt16?)
    /// It can send no more bits a second than this.
    case fastestRate(Int)
  }

  /// Vendor and product.
  public let id: ModelID
  /// Its name as it is sold.
  public let name: String
  /// What its places are for, in the order of interfaces and slots.
  public let roles: [Role]
  /// What it says wrongly.
  public let corrections: [Correction]

  init(
    _ vendor: VendorID, _ product: ProductID, _ name: String, _ roles: [Role] = [],
    _ corrections: [Correction] = []
  ) {
    id = ModelID(vendor, product)
    (self.name, self.roles, self.corrections) = (name, roles, corrections)
  }

  /// What a place is for, counted from 0.
  func role(ofPlace number: Int) -> Role { roles.indices.contains(number) ? roles[number] : .any }
}

extension CCIDInterface {
  /// The interface as the table of models knows it better.
  func corrected(by model: ReaderModel?, firmware: DescriptorSet?) -> CCIDInterface {
    let release = firmware?.device.deviceRelease
    return (model?.corrections ?? []).reduce(self) { interface, correction in
      switch correction {
      case .takesBlocks(let only) where only == nil || only == release:
        interface.with(interface.descriptor.takingBlocks)
      case .fastestRate(let rate): interface.with(interface.descriptor.limited(to: rate))
      case .takesBlocks: interface
      }
    }
  }
}
