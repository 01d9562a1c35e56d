// SPDX-License-Identifier: Apache-2.0

extension DayReport {
  /// The report as a table for spreadsheets (RFC 4180): `section,name,value`, one number a line.
  public var csv: String {
    var rows: [(String, String, String)] = [
      ("report", "kit", kit), ("report", "day", day), ("report", "made", made),
      ("total", "enrolled", "\(enrolled)"), ("total", "not-enrolled", "\(notEnrolled)"),
      ("total", "quota", "\(quota)"), ("total", "exceptions", "\(exceptions)"),
      ("total", "overrides", "\(overrides)"),
      ("total", "mean-seconds", meanSeconds.map { "\($0)" } ?? ""),
    ]
    for ward in wards {
      rows.append(("ward-quota", ward.ward, ward.quota.map { "\($0)" } ?? ""))
      rows.append(("ward-enrolled", ward.ward, "\(ward.enrolled)"))
      rows.append(("ward-not-enrolled", ward.ward, "\(ward.notEnrolled)"))
    }
    for (section, groups) in [
      ("age", ages), ("kind", kinds), ("not-enrolled", reasons), ("outbox", outbox),
    ] {
      rows += groups.map { (section, $0.name, "\($0.count)") }
    }
    rows += shifts.map { ("shift-\($0.number)", $0.operator, "\($0.enrolled)") }
    rows += unsent.map { ("unsent", $0.description, "1") }
    rows.append(("audit", "\(auditNumber)", auditHash))
    if let auditSignature { rows.append(("audit-signature", "\(auditNumber)", auditSignature)) }
    let lines = [("section", "name", "value")] + rows
    return lines.map { "\(Self.cell($0)),\(Self.cell($1)),\(Self.cell($2))\r\n" }.joined()
  }

  /// A cell that starts like a formula would be computed by a spreadsheet; an apostrophe stops that.
  private static func cell(_ text: String) -> String {
    let safe = text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
    return safe.contains { ",\"\r\n".contains($0) }
      ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
