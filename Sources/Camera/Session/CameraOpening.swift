// SPDX-License-Identifier: Apache-2.0

import USB

/// Opens a camera by its name, over USB or through the kernel's driver.
///
/// USB comes first: there we see each packet, and take no frame on the word of others. A desktop's user
/// mostly may not open the USB device, while the video node is theirs.
struct CameraOpening: Sendable {
  let id: String
  let bus: any Bus
  let nodes: any VideoNodes
  let settings: CameraSettings

  func open(by route: CameraRoute) async throws -> any VideoSource {
    guard let now = try bus.cameras().first(where: { $0.id == id }) else {
      throw USBError(.disconnected, doing: "opening \(id)")
    }
    switch route {
    case .usb: return try await UVCSource(opening: now, on: bus, settings: settings)
    case .kernel: return try await KernelSource(opening: now, among: nodes)
    case .automatic: return try await openEither(now)
    }
  }

  private func openEither(_ camera: CameraIdentity) async throws -> any VideoSource {
    do throws(USBError) {
      return try await UVCSource(opening: camera, on: bus, settings: settings)
    } catch {
      guard error.keepsUsOut, !nodes.paths(of: camera).isEmpty else { throw error }
      return try await KernelSource(opening: camera, among: nodes)
    }
  }
}

extension USBError {
  /// Whether the device is there for others. One without a file, as in a container, counts as gone.
  fileprivate var keepsUsOut: Bool {
    switch reason {
    case .notPermitted, .busy, .notSupported, .disconnected, .notFound: true
    default: false
    }
  }
}
