// SPDX-License-Identifier: Apache-2.0

/// Names and counts under a heading, with their sum.
struct DayTable {
  private let heading: Label
  private let rows: [(name: Markup, count: Int)]

  init(_ heading: Label, _ rows: [(Markup, Int)]) {
    self.heading = heading
    self.rows = rows.map { (name: $0, count: $1) }
  }

  var markup: Markup {
    let lines = rows.map { "<tr><td>\($0.name)</td><td>\($0.count)</td></tr>\n" as Markup }
    let sum = rows.map(\.count).reduce(0, +)
    return """
      <section>
      <h2>\(heading.markup)</h2>
      <table>
      <tbody>\(Markup(joining: lines))</tbody>
      <tfoot><tr><td>\(Label(vi: "Cộng", en: "Sum").markup)</td><td>\(sum)</td></tr></tfoot>
      </table>
      </section>
      """
  }
}
