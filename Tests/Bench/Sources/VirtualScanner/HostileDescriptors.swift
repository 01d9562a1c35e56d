// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Descriptors that no honest device has: cut off, with one byte altered, or noise behind the device
/// descriptor. Vendor and product stay, so that a driver is found.
struct HostileDescriptors {
  let count: Int

  /// Reads `descriptors:COUNT`; nil for another plan.
  init?(plan: String) {
    let words = plan.split(separator: ":")
    guard words.count == 2, words[0] == "descriptors", let count = Int(words[1]), count > 0 else {
      return nil
    }
    self.count = count
  }

  func descriptors(_ number: Int, from sound: [UInt8]) -> [UInt8] {
    var bytes = sound
    switch number % 3 {
    case 0: bytes = Array(sound.prefix(18 + number / 3 % (sound.count - 18)))
    case 1:
      let places = [Int](0..<8) + [Int](12..<sound.count)
      let place = places[number / 3 % places.count]
      bytes[place] = [0, 1, 0x7f, 0x80, 0xff][number / 3 / places.count % 5]
    default:
      for place in 18..<bytes.count {
        bytes[place] = UInt8(truncatingIfNeeded: (place &* 167 &+ number &* 59) >> (number % 4))
      }
    }
    return bytes
  }
}
