// SPDX-License-Identifier: Apache-2.0

import Camera
import CardReader
import USB

extension HealthCheck {
  /// One finding for each device that a driver knows, or one that says what is wrong with USB.
  func devices(_ readers: CardReaders.Choice) async -> [Finding] {
    let found: [DeviceDescription]
    do throws(USBError) {
      let bus = try LibUSBBus()
      found = try bus.devices()
      await bus.close()
    } catch {
      return [
        Finding(
          subject: "USB", state: .warn,
          detail: "\(error.message) Only sample devices can be used.")
      ]
    }
    let known = found.compactMap { device in
      KnownDevices.match(device).map { Self.finding(device, $0.card, $0.model, readers.route) }
    }
    return known.isEmpty ? [Self.nothing(among: found.count)] : known
  }

  private static func finding(
    _ device: DeviceDescription, _ card: DriverCard, _ model: DriverCard.Model,
    _ route: ReaderRoute
  ) -> Finding {
    let subject = "\(card.name)@\(device.path)"
    guard device.descriptors != nil else {
      return Finding(
        subject: subject, state: .fail,
        detail: "\(model.name) describes itself wrongly; it may be broken or no true one")
    }
    if card.kind == .cardReader, route == .service {
      return Finding(subject: subject, state: .ok, detail: "\(model.name): left to pcscd")
    }
    if let camera = CameraIdentity.all(of: device).first {
      let access = CameraAccess(of: camera)
      return Finding(
        subject: subject, state: access.isUsable ? .ok : .fail,
        detail: "\(model.name): \(access.explanation)")
    }
    let access = DeviceAccess(of: device, interfaces: card.interfaces)
    return Finding(
      subject: subject, state: access.isUsable ? .ok : .fail,
      detail: "\(model.name): \(access.explanation)")
  }

  private static func nothing(among count: Int) -> Finding {
    let others =
      count == 0 ? "no USB device is plugged in" : "none of the \(count) USB devices is one we know"
    return Finding(
      subject: "devices", state: .warn,
      detail: "\(others). Check cable and port; sinhtrac devices --known lists what we know")
  }
}
