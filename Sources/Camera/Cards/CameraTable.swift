// SPDX-License-Identifier: Apache-2.0

public import USB

/// What a camera is for.
public enum CameraPurpose: String, Sendable, Hashable {
  /// Near-infrared pictures of eyes.
  case iris
  /// Pictures of a face in visible light.
  case portrait
}

/// All cameras that need a word beyond UVC. A further one is an entry here; `sinhtrac udev --write`
/// then adds its line.
public enum CameraTable {
  /// One model with what is special about it.
  struct Entry: Sendable {
    let model: DriverCard.Model
    let purpose: CameraPurpose
    let quirks: CameraQuirks

    init(
      _ model: DriverCard.Model, _ purpose: CameraPurpose, _ change: (inout CameraQuirks) -> Void
    ) {
      self.model = model
      self.purpose = purpose
      var quirks = CameraQuirks()
      change(&quirks)
      self.quirks = quirks
    }
  }

  /// The models. Those of near-infrared modules in notebooks strobe their lamps.
  static let entries: [Entry] = [
    Entry(.init(0x04f2, 0xb605, "Chicony infrared camera", .shouldWork), .iris) {
      $0.lamps = .alternating
    },
    Entry(.init(0x3277, 0x0055, "Shine-Optics infrared camera", .shouldWork), .iris) {
      $0.lamps = .alternating
    },
  ]

  /// The driver's card: the models that it is made for. It serves every other camera of the video
  /// class as well.
  public static let card = DriverCard(
    name: "uvc", kind: .camera, models: entries.map(\.model), interfaces: [0, 1])

  static func entry(for model: ModelID) -> Entry? { entries.first { $0.model.id == model } }
}
