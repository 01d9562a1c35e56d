// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Foundation
import FuzzKit
import Imaging

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    ComparisonLevel.allCases.map { reference.reduced(to: $0).encoded() }
  }
}

/// A stored template that was read is the same when it is read again, and compares with any other.
///
/// Length and check sum are made right first, or no changed byte would get past them.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  for candidate in [input, mended(input)] {
    guard let template = try? FingerprintTemplate(decoding: candidate) else { continue }
    let again = template.encoded()
    precondition((try? FingerprintTemplate(decoding: again)) == template, "the template changed")
    let index = TemplateIndex(template)
    for effort in [Comparator.Effort.full, .quick] {
      let score = Comparator(effort: effort).compare(index, other, workspace: workspace).score
      precondition(score.isFinite && score >= 0, "a score of \(score)")
    }
  }
  return 0
}

private func mended(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.count > 16 else { return bytes }
  var body = Array(bytes.dropLast(4))
  for k in 0..<4 { body[8 + k] = UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * k)) }
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in body {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xEDB8_8320) }
  }
  sum = ~sum
  return body + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
}

/// libFuzzer calls from one thread.
nonisolated(unsafe) private let workspace = ComparisonWorkspace()
private let other = TemplateIndex(reference)

/// A whorl of 200x240 pixels with some dislocated ridges.
private let reference: FingerprintTemplate = {
  let (width, height) = (200, 240)
  let dislocations = [(60.0, 60.0), (130, 80), (90, 150), (150, 170), (50, 190), (110, 40)]
  let pixels = (0..<width * height).map { place -> UInt8 in
    let (x, y) = (Double(place % width), Double(place / width))
    var phase = 2 * Double.pi * hypot(x - 100, y - 120) / 9
    for (u, v) in dislocations { phase += atan2(y - v, x - u) }
    return UInt8(128 + 100 * cos(phase))
  }
  guard
    let image = NormalizedImage(
      width: width, height: height, pixels: pixels, origin: .init(resolution: .standard)),
    let features = try? MinutiaExtractor().extract(image, workspace: ExtractionWorkspace()),
    let template = features.template()
  else { fatalError("the reference has no template") }
  return template
}()
