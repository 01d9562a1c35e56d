// SPDX-License-Identifier: Apache-2.0

import CVirtualBus
import DeviceHost
import Foundation
import USB

/// `VirtualScanner MODEL PLAN PROGRAM ARGUMENT...`: runs a program that finds one made-up scanner on
/// its USB bus. It and the program must run under `umockdev-wrapper`.
///
/// With `descriptors:COUNT` as the plan the program runs so many times, each time with descriptors that
/// are cut off, altered or nonsense; it must end with 0 every time.
@main
enum VirtualScanner {
  private static let node = "/dev/bus/usb/001/007"
  private static let path = "/sys/devices/virtual-bus/usb1/1-4"

  static func main() {
    let words = CommandLine.arguments
    let hostile = HostileDescriptors(plan: words.count > 2 ? words[2] : "")
    let plan = words.count > 2 && hostile == nil ? words[2] : "none"
    guard words.count > 3, let host = ServedDevices.named(words[1], plan: plan) else {
      FileHandle.standardError.write(
        Data("usage: VirtualScanner MODEL PLAN PROGRAM...\n".utf8))
      exit(2)
    }
    connect(host)
    let context = Unmanaged.passRetained(HostBox(host)).toOpaque()
    guard virtual_bus_start(text(host.descriptors, host.speed), node, path, device(context)) == 0
    else {
      exit(1)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.dropFirst(3).map { strdup($0) }
    arguments.append(nil)
    guard let hostile else { exit(virtual_bus_run(arguments)) }
    for number in 0..<hostile.count {
      virtual_bus_unplug()
      virtual_bus_describe(text(hostile.descriptors(number, from: host.descriptors), host.speed))
      virtual_bus_plug()
      let status = virtual_bus_run(arguments)
      guard status == 0 else {
        print("FAILED descriptors \(number): the program ended with \(status)")
        exit(1)
      }
    }
    print("\(hostile.count) descriptors survived")
  }

  private static func connect(_ host: any ServedDevice) {
    host.complete = { id, end in
      guard end.packets.isEmpty else {
        return virtual_bus_complete_packets(
          UInt(id), end.bytes, end.packets, Int32(end.packets.count))
      }
      virtual_bus_complete(UInt(id), end.status, end.bytes, Int32(end.count))
    }
    // Nothing goes over the wire from this moment on. Its files go out of the call in which the device
    // falls off, for the bus is locked there; and one after the other, for umockdev ends a program that
    // takes a device away while it is still being made.
    let hand = DispatchQueue(label: "the hand at the plug")
    host.unplug = {
      virtual_bus_pull()
      hand.async {
        virtual_bus_unplug()
        usleep(60_000)
        virtual_bus_plug()
      }
    }
  }

  private static func device(_ context: UnsafeMutableRawPointer) -> virtual_bus_device {
    virtual_bus_device(
      context: context,
      submitted: { context, urb in
        guard let urb, let transfer = Transfer(urb.pointee) else { return }
        host(context)?.submitted(transfer, id: Int(urb.pointee.id))
      },
      cancelled: { context, id in host(context)?.cancelled(id: Int(id)) },
      halt_cleared: { context, endpoint in host(context)?.clearHalt(EndpointAddress(endpoint)) },
      claimed: { context in host(context)?.opened() },
      selected: { context, interface, setting in
        host(context)?.selected(
          UInt8(truncatingIfNeeded: setting), of: UInt8(truncatingIfNeeded: interface))
      },
      reset: { context in host(context)?.reset(claimsAgain: true) })
  }

  /// The device in the form that umockdev reads.
  private static func text(_ descriptors: [UInt8], _ speed: Int) -> String {
    func hex(_ bytes: [UInt8]) -> String {
      bytes.map { String(format: "%02x", Int($0)) }.joined()
    }
    let vendor = hex([descriptors[9], descriptors[8]])
    let product = hex([descriptors[11], descriptors[10]])
    return """
      P: /devices/virtual-bus/usb1/1-4
      N: bus/usb/001/007
      E: SUBSYSTEM=usb
      E: DRIVER=usb
      E: BUSNUM=001
      E: DEVNUM=007
      E: MAJOR=189
      E: MINOR=6
      E: DEVNAME=/dev/bus/usb/001/007
      E: DEVTYPE=usb_device
      A: bConfigurationValue=1\\n
      A: busnum=1\\n
      A: devnum=7\\n
      A: speed=\(speed)\\n
      A: idVendor=\(vendor)\\n
      A: idProduct=\(product)\\n
      H: descriptors=\(hex(descriptors).uppercased())

      """
  }
}

/// The host that the bus was given as its context.
private func host(_ context: UnsafeMutableRawPointer?) -> (any ServedDevice)? {
  context.map { Unmanaged<HostBox>.fromOpaque($0).takeUnretainedValue().host }
}

/// What C keeps.
private final class HostBox {
  let host: any ServedDevice
  init(_ host: any ServedDevice) { self.host = host }
}

extension Transfer {
  /// The transfer that a request to the kernel means.
  fileprivate init?(_ urb: virtual_bus_urb) {
    let bytes = Array(UnsafeBufferPointer(start: urb.buffer, count: Int(urb.length)))
    let endpoint = EndpointAddress(urb.endpoint)
    switch UInt32(urb.kind) {
    case VIRTUAL_BUS_CONTROL.rawValue:
      guard let setup = Setup(bytes) else { return nil }
      self = setup.transfer(Array(bytes.dropFirst(8)))
    case VIRTUAL_BUS_BULK.rawValue, VIRTUAL_BUS_INTERRUPT.rawValue:
      self.init(
        endpoint.isIn ? .read(endpoint, count: bytes.count) : .write(endpoint, bytes), timeout: nil)
    case VIRTUAL_BUS_ISO.rawValue:
      self.init(
        .readIsochronous(endpoint, packets: Int(urb.packets), packetSize: Int(urb.packet_length)),
        timeout: nil)
    default: return nil
    }
  }
}
