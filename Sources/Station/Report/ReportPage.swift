// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Records

/// A record as one page for people: who applied, the fingers with their minutiae, what to look at.
///
/// The page is HTML that needs nothing from outside. It holds personal data like the record itself
/// and is for the record's folder only.
public struct ReportPage: Sendable {
  /// Name of the file in the record's folder.
  public static let fileName = "report.html"

  private let record: ApplicationRecord
  private let findings: [String]

  /// Takes the record and whatever the operator should look at again.
  public init(_ record: ApplicationRecord, findings: [String]) {
    self.record = record
    self.findings = findings
  }

  /// The page in UTF-8; the same record gives the same bytes.
  public func encoded() -> [UInt8] { Array(page.markup.utf8) }

  private var page: Markup {
    PrintedPage(title: "\(record.id)", style: PackageResources.report_css) {
      """
      \(header)
      \(CivilSection(record.applicant).markup)
      \(hand(.right))
      \(hand(.left))
      \(eyes)
      \(legend)
      \(findingsSection)
      """
    }.markup
  }

  private var header: Markup {
    """
    <header>
    <h1>\(Label(vi: "Hồ sơ căn cước", en: "Identity application").markup)</h1>
    <p class="id">\(record.id)</p>
    <p>\(record.kind.procedure.label.markup) · <time>\(record.date.onPaper)</time></p>
    </header>
    """
  }

  private func hand(_ hand: Hand) -> Markup {
    let fingers = hand.fingers.map { FingerFigure(record, $0).markup }
    return """
      <section>
      <h2>\(hand.label.markup)</h2>
      <div class="hand">
      \(Markup(joining: fingers))
      </div>
      </section>
      """
  }

  /// Both eyes, the right one first; nothing where the record says nothing of eyes.
  private var eyes: Markup {
    guard !record.eyes.isEmpty || !record.missingEyes.isEmpty else { return "" }
    let figures = EyeLabel.both.map { EyeFigure(record, $0).markup }
    return """
      <section>
      <h2>\(Label(vi: "Mống mắt", en: "Irises").markup)</h2>
      <div class="eyes">
      \(Markup(joining: figures))
      </div>
      </section>
      """
  }

  private var legend: Markup {
    let (ending, fork) = (
      Label(vi: "điểm kết thúc", en: "ridge ending"), Label(vi: "điểm rẽ nhánh", en: "bifurcation")
    )
    return """
      <p class="legend"><span class="e">○</span> \(ending.markup)
      <span class="b">□</span> \(fork.markup)</p>
      """
  }

  private var findingsSection: Markup {
    let items = findings.map { "<li>\($0)</li>\n" as Markup }
    let nothing: Markup = "<p>Không có <small lang=\"en\">nothing</small></p>"
    return """
      <section>
      <h2>\(Label(vi: "Cần xem lại", en: "To look at").markup)</h2>
      \(items.isEmpty ? nothing : "<ul>\n\(Markup(joining: items))</ul>" as Markup)
      </section>
      """
  }
}
