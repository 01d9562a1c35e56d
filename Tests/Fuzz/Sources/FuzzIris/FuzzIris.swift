// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FuzzKit
import Imaging
import Iris
import Records

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let side = 96
    let pixels = (0..<side * side).map { index -> UInt8 in
      let (x, y) = (index % side - side / 2, index / side - side / 2)
      let square = x * x + y * y
      return square < 150 ? 20 : square < 900 ? 100 : 190
    }
    let picture = IrisImageRecord.Representation(
      kind: .uncropped, width: 20, height: 20, format: .raw,
      data: [UInt8](repeating: 7, count: 400))
    let words = [UInt32](repeating: 0x1234_5678, count: IrisCode.columns)
    let code = IrisCode(signs: words, mask: words)
    return [[UInt8(side)] + pixels]
      + [IrisImageRecord([picture])?.encoded(), code?.encoded()]
      .compactMap { $0 }
  }
}

/// Pictures of any content give an iris or a typed error; what was read of a record is read again.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let code = try? IrisCode(decoding: input) {
    precondition(code.encoded() == input, "the code changed")
    _ = IrisComparator().compare(code, code)
  }
  if let record = try? IrisImageRecord(decoding: input) {
    precondition((try? IrisImageRecord(decoding: record.encoded())) == record, "record changed")
  }
  picture(input)
  return 0
}

/// The first byte is the width, the rest are pixels.
private func picture(_ input: [UInt8]) {
  guard let width = input.first.map(Int.init), width >= 64, input.count / width >= 64 else {
    return
  }
  let height = min((input.count - 1) / width, 300)
  let pixels = Array(input[1..<1 + width * height])
  guard let image = GrayImage(width: width, height: height, pixels: pixels, resolution: nil) else {
    return
  }
  guard let found = try? IrisExtractor().extract(image, workspace: IrisWorkspace()) else { return }
  _ = EyeSideVote(image, found.geometry)
  _ = Highlights.count(image, found.geometry)
  for kind in IrisImageKind.allCases { _ = try? IrisImage(image, found, as: kind) }
}
