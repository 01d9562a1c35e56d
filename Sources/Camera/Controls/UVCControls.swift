// SPDX-License-Identifier: Apache-2.0

import USB

/// Reads and writes the controls of a camera of the video class (UVC 1.5, 4.2).
struct UVCControls: Sendable {
  private let transport: any Transport
  private let control: VideoControl
  private let patience: Duration

  init(_ transport: any Transport, _ control: VideoControl, patience: Duration) {
    self.transport = transport
    self.control = control
    self.patience = patience
  }

  /// Nil when the camera does not list the control. Resolution and default are guessed where it
  /// refuses to tell them; switches have no range at all.
  func range(of control: CameraControl) async throws(USBError) -> ControlRange? {
    guard let unit = unit(of: control) else { return nil }
    let place = control.place
    let current = try await value(.getCurrent, place, unit)
    let minimum = await optional(.getMinimum, place, unit)
    let maximum = await optional(.getMaximum, place, unit)
    let resolution = await optional(.getResolution, place, unit)
    let standard = await optional(.getDefault, place, unit)
    // The mode's resolution is a bitmap of what it can be (UVC 1.5, 4.2.2.1.2).
    let isBitmap = control == .exposureMode
    return ControlRange(
      minimum: minimum ?? 0, maximum: isBitmap ? 8 : maximum ?? max(current, 1),
      resolution: isBitmap ? 1 : resolution ?? 1, standard: standard ?? current, current: current)
  }

  /// Sets a control; does nothing when the camera does not list it.
  func set(_ control: CameraControl, to value: Int) async throws(USBError) {
    guard let unit = unit(of: control) else { return }
    let place = control.place
    let bytes = (0..<place.length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    try await transport.writeControl(
      setup(.setCurrent, place.selector, unit.id), bytes, timeout: patience)
  }

  /// What a control of an extension unit holds.
  func read(_ name: VideoGUID, _ selector: UInt8) async throws -> [UInt8] {
    let unit = try ExtensionUnit(name, of: control)
    let count = try unit.length(of: selector, try await length(selector, unit))
    return try await transport.readControl(
      setup(.getCurrent, selector, unit.id), count: count, timeout: patience)
  }

  /// Writes a control of an extension unit; bytes that it has beyond ours are set to 0.
  func write(_ name: VideoGUID, _ selector: UInt8, _ bytes: [UInt8]) async throws {
    let unit = try ExtensionUnit(name, of: control)
    let whole = try unit.value(bytes, of: selector, length: try await length(selector, unit))
    try await transport.writeControl(
      setup(.setCurrent, selector, unit.id), whole, timeout: patience)
  }

  private func length(_ selector: UInt8, _ unit: ExtensionUnit) async throws -> [UInt8] {
    try await transport.readControl(
      setup(.getLength, selector, unit.id), count: 2, timeout: patience)
  }

  private func unit(of control: CameraControl) -> VideoUnit? {
    let place = control.place
    let kind: VideoUnit.Kind = place.isProcessing ? .processing : .camera
    return self.control.units.first { $0.kind == kind && $0.controls >> place.bit & 1 == 1 }
  }

  private func optional(
    _ request: VideoClass.Request, _ place: CameraControl.Place, _ unit: VideoUnit
  ) async -> Int? { try? await value(request, place, unit) }

  private func value(
    _ request: VideoClass.Request, _ place: CameraControl.Place, _ unit: VideoUnit
  ) async throws(USBError) -> Int {
    let bytes = try await transport.readControl(
      setup(request, place.selector, unit.id), count: place.length, timeout: patience)
    guard bytes.count == place.length else {
      throw USBError(.wire, doing: "reading control \(place.selector) of unit \(unit.id)")
    }
    let value = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    let sign = 1 << (8 * place.length - 1)
    return place.isSigned && value >= sign ? value - 2 * sign : value
  }

  private func setup(
    _ request: VideoClass.Request, _ selector: UInt8, _ unit: UInt8
  ) -> ControlSetup {
    ControlSetup(
      .class, .interface, request: request.rawValue, value: UInt16(selector) << 8,
      index: UInt16(unit) << 8 | UInt16(control.number))
  }
}
