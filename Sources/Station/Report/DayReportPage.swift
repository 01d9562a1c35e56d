// SPDX-License-Identifier: Apache-2.0

import Records
public import Store

/// A day report as a page to print on A4, in Vietnamese with the English words beside.
///
/// HTML that needs nothing from outside; without personal data, as the report.
public struct DayReportPage: Sendable {
  private let report: DayReport

  /// Takes the report.
  public init(_ report: DayReport) { self.report = report }

  /// The page in UTF-8; the same report gives the same bytes.
  public func encoded() -> [UInt8] { Array(page.markup.utf8) }

  private var page: Markup {
    PrintedPage(
      title: "\(report.kit) \(report.day)", style: PackageResources.day_css,
      footer: " · \(report.made)"
    ) {
      """
      <header>
      <h1>\(Label(vi: "Báo cáo ngày", en: "Day report").markup)</h1>
      <div><b>\(day)</b> · \(report.kit)</div>
      </header>
      \(figures)
      \(wards)
      <div class="two">
      \(DayTable(.init(vi: "Nhóm tuổi", en: "Age group"), report.ages.map { (age($0.name), $0.count) }).markup)
      \(DayTable(.init(vi: "Thủ tục", en: "Procedure"), report.kinds.map { (kind($0.name), $0.count) }).markup)
      \(reasons)
      \(outbox)
      </div>
      \(shifts)
      \(audit)
      \(signatures)
      """
    }.markup
  }

  private var day: String { report.day.split(separator: "-").reversed().joined(separator: "/") }

  private var figures: Markup {
    let mean = report.meanSeconds.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" } ?? "–"
    let ofQuota = report.quota > 0 ? " / \(report.quota)" : ""
    let cells: [(String, Label)] = [
      ("\(report.enrolled)\(ofQuota)", Label(vi: "Đã thu nhận", en: "Enrolled")),
      ("\(report.notEnrolled)", Label(vi: "Chưa thu nhận", en: "Not enrolled")),
      (mean, Label(vi: "Phút mỗi người", en: "Minutes each")),
      ("\(report.exceptions)", Label(vi: "Ngoại lệ", en: "Exceptions")),
      ("\(report.overrides)", Label(vi: "Duyệt ngoài quy tắc", en: "Overrides")),
      ("\(report.unsent.count)", Label(vi: "Chưa gửi được", en: "Not delivered")),
    ]
    let items = cells.map { value, label in
      "<div><b>\(value)</b><span>\(label.vi)</span><small lang=\"en\">\(label.en)</small></div>\n"
        as Markup
    }
    return "<div class=\"figures\">\n\(Markup(joining: items))</div>"
  }

  private var wards: Markup {
    let (done, open, missed) = (
      Label(vi: "đã thu nhận", en: "enrolled"), Label(vi: "chỉ tiêu", en: "quota"),
      Label(vi: "chưa thu nhận", en: "not enrolled")
    )
    return """
      <section>
      <h2>\(WardChart.title.markup)</h2>
      \(WardChart(report.wards).markup)
      <p class="key"><i style="background:var(--done)"></i>\(done.markup)
      <i style="background:var(--miss)"></i>\(missed.markup)
      <i style="background:var(--open)"></i>\(open.markup)</p>
      </section>
      """
  }

  private func age(_ name: String) -> Markup {
    switch name {
    case "0-6": Label(vi: "Dưới 6 tuổi", en: "0-6").markup
    case "6-14": Label(vi: "Từ 6 đến dưới 14 tuổi", en: "6-14").markup
    default: Label(vi: "Từ đủ 14 tuổi", en: "14+").markup
    }
  }

  private func kind(_ name: String) -> Markup {
    ApplicationKind.Procedure(rawValue: name)?.label.markup ?? "\(name)"
  }

  private var reasons: Markup {
    DayTable(
      Label(vi: "Lý do chưa thu nhận", en: "Not enrolled"),
      report.reasons.map { ("\($0.name)", $0.count) }
    ).markup
  }

  private var outbox: Markup {
    let words: [String: Label] = [
      "queued": Label(vi: "Chờ gửi", en: "queued"), "sending": Label(vi: "Đang gửi", en: "sending"),
      "waiting": Label(vi: "Chờ gửi lại", en: "to be sent again"),
      "refused": Label(vi: "Bị từ chối", en: "refused"),
      "exported": Label(vi: "Đã chép ra USB", en: "on a stick"),
      "delivered": Label(vi: "Trung tâm đã nhận", en: "delivered"),
    ]
    return DayTable(
      Label(vi: "Hồ sơ trong máy", en: "Records by state"),
      report.outbox.map { (words[$0.name]?.markup ?? "\($0.name)", $0.count) }
    ).markup
  }

  private var shifts: Markup {
    guard !report.shifts.isEmpty else { return "" }
    let rows = report.shifts.map { shift in
      """
      <tr><td>\(shift.number)</td><td>\(shift.operator)</td><td>\(Self.clock(shift.began))</td>
      <td>\(shift.ended.map(Self.clock) ?? "–")</td><td>\(shift.enrolled)</td></tr>

      """ as Markup
    }
    return """
      <section>
      <h2>\(Label(vi: "Ca làm việc", en: "Shifts").markup)</h2>
      <table><thead><tr><th>\(Label(vi: "Ca", en: "Shift").markup)</th>
      <th>\(Label(vi: "Cán bộ", en: "Operator").markup)</th><th>\(Label(vi: "Bắt đầu", en: "Begin").markup)</th>
      <th>\(Label(vi: "Kết thúc", en: "End").markup)</th><th>\(Label(vi: "Đã thu nhận", en: "Enrolled").markup)</th>
      </tr></thead>
      <tbody>\(Markup(joining: rows))</tbody></table>
      </section>
      """
  }

  /// Hours and minutes in Viet Nam.
  private static func clock(_ text: String) -> String {
    guard let time = UTCTime(text) else { return text }
    let local = UTCTime(clamping: time.secondsSince1970 + EnrolmentRules.hoursEast * 3600)
    return String(local.description.dropFirst(11).prefix(5))
  }

  private var audit: Markup {
    """
    <section>
    <h2>\(Label(vi: "Nhật ký", en: "Audit log").markup)</h2>
    <div>\(Label(vi: "Dòng", en: "Row").markup) \(report.auditNumber) ·
    <span class="head">\(report.auditHash)</span></div>
    \(auditSignature)
    </section>
    """
  }

  private var auditSignature: Markup {
    guard let signature = report.auditSignature else { return "" }
    return """
      <div>\(Label(vi: "Chữ ký của trạm", en: "The station's signature").markup)
      <span class="head">\(signature)</span></div>
      """
  }

  private var signatures: Markup {
    let people = [
      Label(vi: "Cán bộ thu nhận", en: "Officer"), Label(vi: "Người phụ trách", en: "Supervisor"),
    ]
    return "<div class=\"sign\">\(Markup(joining: people.map { "<div>\($0.markup)</div>" }))</div>"
  }
}
