// SPDX-License-Identifier: Apache-2.0

import Store

/// A bar for each ward: who was enrolled and who was not, on a ground as long as the quota.
struct WardChart {
  private let wards: [DayReport.Ward]

  /// Units of the drawing, about those of 96 to an inch on A4.
  private static let (width, names, numbers, row) = (660, 90, 110, 19)

  /// What the chart shows.
  static let title = Label(vi: "Theo xã, phường so với chỉ tiêu", en: "By ward against quota")

  init(_ wards: [DayReport.Ward]) { self.wards = wards }

  var markup: Markup {
    let height = max(wards.count, 1) * Self.row
    let bars = wards.enumerated().map { bar($1, y: $0 * Self.row) }
    let nothing: Markup = "<text x=\"0\" y=\"12\">Không có</text>"
    return """
      <svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-label="\(Self.title.vi)">
      \(wards.isEmpty ? nothing : Markup(joining: bars))
      </svg>
      """
  }

  private func bar(_ ward: DayReport.Ward, y: Int) -> Markup {
    let (quota, done, missed) = (
      length(ward.quota ?? 0), length(ward.enrolled), length(ward.enrolled + ward.notEnrolled)
    )
    let share: Markup =
      ward.quota.map { "\(ward.enrolled) / \($0) · \(ward.enrolled * 100 / max($0, 1)) %" }
      ?? "\(ward.enrolled)"
    let end = Self.names + max(quota, missed) + 6
    return """
      <text x="0" y="\(y + 12)">\(ward.ward)</text>
      <rect class="quota" x="\(Self.names)" y="\(y + 3)" width="\(quota)" height="12"/>
      <rect class="miss" x="\(Self.names)" y="\(y + 5)" width="\(missed)" height="8"/>
      <rect class="done" x="\(Self.names)" y="\(y + 5)" width="\(done)" height="8"/>
      <text x="\(end)" y="\(y + 12)">\(share)</text>

      """
  }

  private func length(_ people: Int) -> Int {
    let longest = wards.map { max($0.quota ?? 0, $0.enrolled + $0.notEnrolled) }.max() ?? 0
    return people * (Self.width - Self.names - Self.numbers) / max(longest, 1)
  }
}
