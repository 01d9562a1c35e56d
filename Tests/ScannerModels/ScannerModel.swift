// SPDX-License-Identifier: Apache-2.0

public import USB

/// A made-up scanner that knows which picture it gives, so that a bench can compare.
public protocol ScannerModel: DeviceModel {
  /// What the framework must make of its picture: upright, ridges dark.
  var expected: [UInt8] { get }
  /// Pixels per row of it.
  var width: Int { get }
}

/// The models by name, for benches that are told on the command line which one to be.
public enum ScannerModels {
  /// Every model: each driver, and each of its ways to work.
  public static let all: [(name: String, make: @Sendable () -> any ScannerModel)] = [
    ("uru4000", { URU4000Model() }),
    ("uru4000-msv2", { URU4000Model(product: .microsoft) }),
    ("upektc-area", { UPEKModel(isSwipe: false) }),
    ("upektc-swipe", { UPEKModel(isSwipe: true) }),
    ("nb1010", { NB1010Model() }),
  ]

  /// A model by its name.
  public static func named(_ name: String) -> (any ScannerModel)? {
    all.first { $0.name == name }?.make()
  }

  /// A picture that is different at every place, so that no wrong line or turn goes unseen.
  static func picture(width: Int, height: Int) -> [UInt8] {
    (0..<width * height).map { index in
      let (x, y) = (index % width, index / width)
      return UInt8(truncatingIfNeeded: x &* 3 &+ y &* 7 &+ x &* y / 64)
    }
  }

  /// Device, configuration, one vendor interface and its endpoints.
  static func descriptors(
    _ vendor: UInt16, _ product: UInt16, interface: (UInt8, UInt8, UInt8) = (0xff, 0, 0),
    endpoints: [(address: UInt8, kind: UInt8, size: UInt8)]
  ) -> [UInt8] {
    func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xff), UInt8(value >> 8)] }
    let ends = endpoints.flatMap { [7, 5, $0.address, $0.kind, $0.size, 0, $0.kind == 3 ? 8 : 0] }
    let head: [UInt8] = [
      9, 4, 0, 0, UInt8(endpoints.count), interface.0, interface.1, interface.2, 0,
    ]
    let total = word(UInt16(9 + head.count + ends.count))
    return [18, 1, 0, 2, 0, 0, 0, 64] + word(vendor) + word(product) + [0, 1, 0, 0, 0, 1]
      + [9, 2] + total + [1, 1, 0, 0x80, 50] + head + ends
  }
}
