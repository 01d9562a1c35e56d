// SPDX-License-Identifier: Apache-2.0

import Records

/// The applicant's civil data as a list of names and values.
struct CivilSection {
  private let applicant: Applicant

  init(_ applicant: Applicant) { self.applicant = applicant }

  var markup: Markup {
    """
    <section>
    <h2>\(applicant.name.full)</h2>
    <dl>
    \(Markup(joining: basics + details + relatives))
    </dl>
    </section>
    """
  }

  private var basics: [Markup] {
    var rows = [
      row(Label(vi: "Ngày sinh", en: "Date of birth"), "\(applicant.birthDate.onPaper)"),
      row(Label(vi: "Giới tính", en: "Sex"), applicant.sex.label.markup),
      row(Label(vi: "Quốc tịch", en: "Nationality"), "\(applicant.nationality)"),
    ]
    if let number = applicant.personalNumber {
      rows.insert(row(Label(vi: "Số định danh", en: "Personal number"), "\(number)"), at: 0)
    }
    return rows
  }

  private var details: [Markup] {
    CivilDetail.allCases.compactMap { detail in
      applicant.details[detail].map { row(detail.label, "\($0)") }
    }
  }

  private var relatives: [Markup] {
    applicant.relatives.map { row($0.relation.label, "\($0.name.full)") }
  }

  private func row(_ label: Label, _ value: Markup) -> Markup {
    "<div><dt>\(label.markup)</dt><dd>\(value)</dd></div>\n"
  }
}
