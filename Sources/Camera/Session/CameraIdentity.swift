// SPDX-License-Identifier: Apache-2.0

public import USB

/// A camera that is there. One device with two sensors is two cameras.
public struct CameraIdentity: Sendable, Hashable {
  /// Name for commands: driver and place, such as `uvc@1-4`, with `#2` for a second sensor. It stays
  /// the same when the camera is pulled out and plugged in again at the same place.
  public let id: String
  /// The model as it is sold, else what the device calls itself.
  public let name: String
  /// What it is for, where that is known.
  public let purpose: CameraPurpose?
  /// Why we believe that it works.
  public let evidence: DriverCard.Evidence
  /// The device.
  public let device: DeviceDescription
  /// Its controls and streams.
  public let function: VideoFunction
  /// Where it departs from the rules.
  public let quirks: CameraQuirks

  /// All cameras of a device; none when it is no camera, or describes itself against the rules.
  public static func all(of device: DeviceDescription) -> [CameraIdentity] {
    guard let set = device.descriptors, let functions = try? VideoFunction.all(in: set) else {
      return []
    }
    return functions.enumerated().map { CameraIdentity(device, $0.element, number: $0.offset) }
  }

  private init(_ device: DeviceDescription, _ function: VideoFunction, number: Int) {
    let entry = CameraTable.entry(for: device.model)
    id = "\(CameraTable.card.name)@\(device.path)" + (number == 0 ? "" : "#\(number + 1)")
    name = entry?.model.name ?? device.title
    purpose = entry?.purpose
    evidence = entry?.model.evidence ?? .shouldWork
    quirks = entry?.quirks ?? CameraQuirks()
    self.device = device
    self.function = function
  }

  /// Model and place, for messages.
  public var title: String { "\(name) (\(id))" }
}

extension Bus {
  /// The cameras among the devices, in the order of their places.
  public func cameras() throws(USBError) -> [CameraIdentity] {
    try devices().flatMap(CameraIdentity.all)
  }

  /// The camera that a name means: its id or a place; nil means the only one.
  ///
  /// Throws `gone` when none fits and `unknown` when more than one does.
  public func camera(named name: String?) throws(CameraError) -> CameraIdentity {
    let all: [CameraIdentity]
    do {
      all = try cameras()
    } catch {
      throw CameraError(error, camera: "The list of cameras")
    }
    let fitting = all.filter { camera in
      guard let name else { return true }
      return camera.id == name || camera.device.path == DevicePath(name)
    }
    if fitting.count == 1 { return fitting[0] }
    throw fitting.isEmpty ? .none(named: name, of: all) : .many(fitting)
  }
}

extension CameraError {
  fileprivate static func none(named name: String?, of all: [CameraIdentity]) -> CameraError {
    let asked = name.map { "No camera is called \($0)." } ?? "No camera was found."
    let there =
      all.isEmpty
      ? "Plug one in; sinhtrac doctor tells why one is not seen."
      : "There are: \(all.map(\.id).joined(separator: ", "))."
    return CameraError(.gone, "\(asked) \(there)")
  }

  fileprivate static func many(_ fitting: [CameraIdentity]) -> CameraError {
    CameraError(
      .unknown,
      "More than one camera is meant: \(fitting.map(\.id).joined(separator: ", ")). Name one of them "
        + "with --device.")
  }
}
