// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@testable import Station

@Suite("Report page")
struct ReportPageTests {
  @Test("The page shows the applicant, ten pictures with every minutia, and what to look at")
  func page() async throws {
    let record = try await SampleFolder.enrol()
    let bytes = ReportPage(record, findings: ["Look <here>."]).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(record.applicant.name.full))
    #expect(text.contains("Look &lt;here&gt;."))
    #expect(text.ranges(of: "data:image/png;base64,").count == 10)
    let minutiae = record.captures.compactMap { $0.template?.minutiae.count }.reduce(0, +)
    #expect(text.ranges(of: "<g class=").count == minutiae)
    #expect(bytes == ReportPage(record, findings: ["Look <here>."]).encoded())
  }

  @Test("The page asks for nothing from outside")
  func selfContained() async throws {
    let page = try await ReportPage(SampleFolder.enrol(), findings: []).encoded()
    let text = String(decoding: page, as: UTF8.self)
    for link in ["http:", "https:", "<script", "<link", "url("] { #expect(!text.contains(link)) }
  }

  @Test("Text is escaped, markup is not escaped twice")
  func escaping() {
    let name = "<b>\"O'Brien\" & co</b>"
    let inner: Markup = "<p>\(name)</p>"
    let outer: Markup = "<div>\(inner)</div>"
    #expect(
      outer.markup
        == "<div><p>&lt;b&gt;&quot;O&#39;Brien&quot; &amp; co&lt;/b&gt;</p></div>")
  }
}
