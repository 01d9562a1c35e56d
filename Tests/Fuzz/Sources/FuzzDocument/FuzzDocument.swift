// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Document
import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let image: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]
    let face =
      Array("FAC\u{0}010\u{0}".utf8) + [0, 0, 0, 54, 0, 1, 0, 0, 0, 40]
      + [UInt8](repeating: 0, count: 28) + image
    let template = TLV.encoding(
      0x7f60, TLV.encoding(0xa1, [0x82, 1, 2]) + TLV.encoding(0x5f2e, face))
    let pair = TLV.encoding(0x30, [2, 1, 2] + TLV.encoding(0x0c, Array("Nguyễn".utf8)))
    let identifier: [UInt8] = [4, 0, 0x7f, 0, 7, 2, 2, 4, 2, 2]
    return [
      TLV.encoding(0x75, TLV.encoding(0x7f61, [2, 1, 1] + template)),
      TLV.encoding(0x6d, TLV.encoding(0x30, [2, 1, 1] + TLV.encoding(0x31, pair))),
      TLV.encoding(0x31, TLV.encoding(0x30, TLV.encoding(6, identifier) + [2, 1, 2, 2, 1, 13])),
      TLV.encoding(0x6b, TLV.encoding(0xa0, [2, 1, 1] + TLV.encoding(0x5f0f, [65]))),
      TLV.encoding(0x77, [0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2, 0, 0]),
    ]
  }
}

/// A chip's file, taken for each kind of file: read or refused.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  _ = CommonFile(input).groups
  _ = try? SecurityInfos(input)
  _ = try? SubjectPublicKey(input)
  _ = try? SecurityObject(input)
  _ = try? Certificate(der: input)
  _ = try? DataGroup1.zone(in: input)
  _ = try? FaceImages.all(in: input)
  _ = try? BiometricTemplate.all(in: input, of: .dg3)
  _ = try? DisplayedImages.all(in: input, of: .dg5)
  _ = try? DetailTexts(input, of: .dg11)
  _ = (try? VietnameseCardData(input)).map(HolderValues.init)
  var anchors = TrustAnchors()
  _ = try? anchors.add(masterList: input)
  return 0
}
