// SPDX-License-Identifier: Apache-2.0

import Biometrics

@testable import FingerScanner
import Glibc
import ScannerModels
import Testing
import USB

@Suite(.serialized) struct DecodingTimeTests {
  /// Milliseconds of the processor for a U.are.U picture: ours of what passes between the finger and
  /// the frame in memory. Loose, for it is measured on busy machines too.
  private static let most = 25.0

  @Test("A U.are.U picture is decrypted and upright in a few milliseconds")
  func time() throws {
    let sent = URU4000Model().sentPicture
    var best = Double.infinity
    for _ in 0..<10 {
      let start = clock()
      var picture = try URU4000Picture(sent)
      #expect(picture.isEncrypted)
      var stream = URU4000KeyStream(key: 1)
      for block in picture.blocks.indices { picture.decrypt(block: block, with: &stream) }
      let frame = Frame(
        try picture.frame(FrameGeometry(hasBrightRidges: true, resolution: .standard)))
      #expect(frame.width == 384)
      best = min(best, Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC))
    }
    #expect(best < Self.most)
  }
}
