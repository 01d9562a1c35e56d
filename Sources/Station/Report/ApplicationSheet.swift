// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Records

/// The sheet that an applicant reads and signs, on one side of A4: who, what was taken, what could not be,
/// and places for signatures. It has no pictures.
///
/// Whether form CC01 of Circular 17/2024/TT-BCA has these fields in this order is not public; the sheet says
/// what the record holds.
public struct ApplicationSheet: Sendable {
  /// Name of the file in the record's folder.
  public static let fileName = "sheet.html"

  private let record: ApplicationRecord

  /// Takes the record.
  public init(_ record: ApplicationRecord) { self.record = record }

  /// The page in UTF-8; the same record gives the same bytes.
  public func encoded() -> [UInt8] { Array(page.markup.utf8) }

  private var page: Markup {
    PrintedPage(title: "\(record.id)", style: PackageResources.sheet_css) {
      """
      <header>
      <h1>\(Label(vi: "Phiếu thu nhận thông tin căn cước", en: "Identity information sheet").markup)</h1>
      <p><span class="id">\(record.id)</span> · \(record.kind.procedure.label.markup) ·
      <time>\(record.date.onPaper)</time></p>
      </header>
      \(CivilSection(record.applicant).markup)
      <section>
      <h2>\(Label(vi: "Đã thu nhận", en: "Taken").markup)</h2>
      \(table(taken))
      </section>
      <section>
      <h2>\(Label(vi: "Không thu nhận được", en: "Could not be taken").markup)</h2>
      \(missing.isEmpty ? "<p>Không có <small lang=\"en\">nothing</small></p>" : table(missing))
      </section>
      \(signatures)
      """
    }.markup
  }

  private func table(_ rows: [Markup]) -> Markup {
    "<table>\n\(Markup(joining: rows))</table>"
  }

  private func row(_ label: Label, _ value: Markup) -> Markup {
    "<tr><td>\(label.markup)</td><td>\(value)</td></tr>\n"
  }

  private var taken: [Markup] {
    let fingers = record.captures.map { capture in
      row(capture.position.onSheet, "\(Self.scores(capture.qualities))")
    }
    let eyes = record.eyes.map { eye in
      row(eye.label.label, "\(eye.quality.map { "Q \($0.value)" } ?? "")")
    }
    let face = record.portrait.map { _ in row(Label(vi: "Ảnh chân dung", en: "Portrait"), "") }
    return fingers + eyes + (face.map { [$0] } ?? [])
  }

  private static func scores(_ qualities: [FingerQuality]) -> String {
    let scores = qualities.compactMap(\.score)
    return scores.isEmpty ? "" : "Q " + scores.map { "\($0)" }.joined(separator: ", ")
  }

  private var missing: [Markup] {
    record.missing.map { row($0.finger.onSheet, $0.reason.label.markup) }
      + record.missingEyes.map { eye in
        let remark = eye.remark.map { " (\($0))" } ?? ""
        return row(eye.label.label, "\(eye.reason.label.markup)\(remark)")
      }
  }

  private var signatures: Markup {
    let isRepresented = record.applicant.relatives.contains { $0.relation == .legalRepresentative }
    let signer =
      isRepresented
      ? Label(vi: "Người đại diện", en: "Representative")
      : Label(vi: "Người làm thủ tục", en: "Applicant")
    let people = [signer, Label(vi: "Cán bộ thu nhận", en: "Officer")].map { label in
      "<div><b>\(label.markup)</b><i>ký, ghi rõ họ tên <small lang=\"en\">signature and name</small></i></div>\n"
        as Markup
    }
    let consent = Label(
      vi: "Tôi đã đọc phiếu này; các thông tin trên là đúng và tôi đồng ý cho thu nhận.",
      en: "I have read this sheet; what it says is right, and I agree to what was taken.")
    return """
      <section>
      <p class="consent">\(consent.markup)</p>
      <div class="sign">
      \(Markup(joining: people))</div>
      </section>
      """
  }
}

extension FingerPosition {
  /// Finger and hand, or the slap.
  fileprivate var onSheet: Label {
    switch self {
    case .plainRightFour: Label(vi: "Bốn ngón tay phải", en: "Right four fingers")
    case .plainLeftFour: Label(vi: "Bốn ngón tay trái", en: "Left four fingers")
    case .plainThumbs: Label(vi: "Hai ngón cái", en: "Both thumbs")
    default:
      Hand.right.fingers.contains(self)
        ? Label(vi: "\(label.vi) phải", en: "right \(label.en)")
        : Label(vi: "\(label.vi) trái", en: "left \(label.en)")
    }
  }
}
