// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite("MD5")
struct MD5Tests {
  /// RFC 1321, appendix A.5.
  @Test(
    "The digests of the standard's examples",
    arguments: [
      ("", "d41d8cd98f00b204e9800998ecf8427e"),
      ("abc", "900150983cd24fb0d6963f7d28e17f72"),
      ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ])
  func examples(text: String, digest: String) throws {
    let found = try MD5.digest(of: Array(text.utf8))
    #expect(
      found
        == stride(from: 0, to: 32, by: 2).compactMap { at in
          UInt8(String(Array(digest)[at..<at + 2]), radix: 16)
        })
  }

  @Test("Pieces give the digest of the whole")
  func pieces() throws {
    let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let computation = try MD5()
    try computation.update(Array(whole[..<333]))
    try computation.update([])
    try computation.update(Array(whole[333...]))
    #expect(try computation.finish() == MD5.digest(of: whole))
  }
}
