// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

private let readable: [TemplateFormat] = [.json, .iso2005, .iso2011, .ansi378]

@Suite("Templates from outside")
struct TemplateRobustnessTests {
  @Test("Every proper prefix is refused with a typed error", arguments: readable)
  func prefixes(format: TemplateFormat) throws {
    let bytes = try MinutiaeTemplate.random(seed: 3, minutiae: 40).encoded(as: format)
    let end = format == .json ? bytes.count - 1 : bytes.count  // JSON ends in a line feed
    for length in 0..<end {
      #expect(throws: TemplateError.self) {
        try MinutiaeTemplate(decoding: Array(bytes.prefix(length)))
      }
    }
  }

  @Test("Changed bytes give a typed error or a template that can be written", arguments: readable)
  func flips(format: TemplateFormat) throws {
    var view = MinutiaeView(try .random(seed: 4, minutiae: 30))
    view.extendedData = [0, 2, 0, 6, 1, 2]
    let bytes =
      format == .json
      ? try view.template.encoded(as: format)
      : try MinutiaeRecord(views: [view, view]).encoded(as: format)
    flippedCopies(of: bytes, count: 10_000, seed: 11) { copy in
      do throws(TemplateError) {
        let template = try MinutiaeTemplate(decoding: copy)
        #expect(template.rounded(to: .iso2011).minutiae.count == template.minutiae.count)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test("A broken record says at which byte and what was expected")
  func message() throws {
    var bytes = try MinutiaeTemplate.small().encoded(as: .iso2005)
    bytes[28] |= 0xc0
    let error = #expect(throws: TemplateError.self) { try MinutiaeTemplate(decoding: bytes) }
    #expect(error?.code == "malformed-template")
    #expect(error?.message.contains("at byte 28: expected minutia type 0, 1 or 2") == true)
  }

  @Test("Other files are not taken for templates")
  func unknown() {
    for bytes in [
      [], [0x89, 0x50, 0x4e, 0x47], Array("FMR\0 40\0".utf8), Array("10 20 30 40".utf8),
    ] {
      let error = #expect(throws: TemplateError.self) { try MinutiaeTemplate(decoding: bytes) }
      #expect(error?.code == "unknown-template-format")
    }
  }

  @Test(
    "Records of another system read, and are written again byte for byte",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"),
    arguments: [("fmr.iso2005", TemplateFormat.iso2005), ("fmr.ansi2004", .ansi378)])
  func foreign(file: String, format: TemplateFormat) throws {
    let bytes = try SharedData.bytes("ansi_nist/\(file)")
    #expect(TemplateFormat.detect(bytes) == format)
    let record = try MinutiaeRecord(decoding: bytes)
    #expect(record.views.count == (format == .iso2005 ? 2 : 3))
    #expect(record.views.allSatisfy { !$0.template.minutiae.isEmpty })
    #expect(try record.encoded(as: format) == bytes)
  }
}
