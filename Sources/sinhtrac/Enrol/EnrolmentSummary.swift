// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Station

/// What an enrolment gave, for people and scripts; holds no civil data.
struct EnrolmentSummary: Encodable {
  struct Finger: Encodable {
    let finger: String
    let minutiae: Int?
    let quality: Int?
    /// Fingers found on a slap.
    let segments: Int?
    let missing: String?

    fileprivate var found: String {
      if let segments { return "\(segments) fingers found" }
      return "\(minutiae ?? 0) minutiae" + (quality.map { ", quality \($0)" } ?? "")
    }
  }

  struct Eye: Encodable {
    let eye: String
    let quality: Int?
    let missing: String?

    fileprivate var found: String {
      missing.map { "missing: \($0)" } ?? quality.map { "quality \($0)" } ?? "captured"
    }
  }

  let id: String
  let folder: String
  let files: [String]
  let fingers: [Finger]
  let eyes: [Eye]
  let findings: [String]
  /// Id of the sealed record; nil for one in clear.
  var sealedRecord: String?
  /// SHA-256 of the sealed bytes.
  var sha256: String?

  init(_ outcome: SealedEnrolment.Outcome, id: String, folder: String, files: [String]) {
    self.id = id
    (self.folder, self.files, findings) = (folder, files, outcome.findings)
    (sealedRecord, sha256) = (outcome.entry.record, outcome.entry.sha256)
    (fingers, eyes) = (
      outcome.record.map(Self.fingers(of:)) ?? [], outcome.record.map(Self.eyes(of:)) ?? []
    )
  }

  init(_ record: ApplicationRecord, folder: String, parts: [RecordPart], findings: [String]) {
    id = record.id
    self.folder = folder
    files = parts.map(\.name)
    self.findings = findings
    (fingers, eyes) = (Self.fingers(of: record), Self.eyes(of: record))
  }

  private static func fingers(of record: ApplicationRecord) -> [Finger] {
    let captured = record.captures.map {
      Finger(
        finger: $0.position.name, minutiae: $0.template?.minutiae.count,
        quality: $0.segments.isEmpty ? $0.qualities.first?.score.map(Int.init) : nil,
        segments: $0.segments.isEmpty ? nil : $0.segments.count, missing: nil)
    }
    let missing = record.missing.map {
      Finger(
        finger: $0.finger.name, minutiae: nil, quality: nil, segments: nil,
        missing: $0.reason.rawValue)
    }
    return captured + missing
  }

  private static func eyes(of record: ApplicationRecord) -> [Eye] {
    record.eyes.map {
      Eye(eye: $0.label.name, quality: ($0.quality?.value).map(Int.init), missing: nil)
    }
      + record.missingEyes.map {
        Eye(eye: $0.label.name, quality: nil, missing: $0.reason == .missing ? "missing" : "unable")
      }
  }

  private static func line(_ name: String, _ found: String) -> String {
    "  " + name + String(repeating: " ", count: max(14 - name.count, 1)) + found
  }

  var text: String {
    let captured = fingers.compactMap(\.minutiae)
    var lines = [
      "enrolled \(id): \(captured.count) fingers with \(captured.reduce(0, +)) minutiae"
    ]
    lines += fingers.map { Self.line($0.finger, $0.missing.map { "missing: \($0)" } ?? $0.found) }
    lines += eyes.map { Self.line($0.eye, $0.found) }
    lines += findings.map { "look at: \($0)" }
    lines += ["", "record folder: \(folder)"]
    if let sealedRecord {
      lines.append("  sealed  \(sealedRecord), in the outbox; only the centre opens it")
    }
    if files.contains(ReportPage.fileName) {
      lines.append("  open  \(folder)/\(ReportPage.fileName)  in a browser")
      lines.append("  print \(folder)/\(ApplicationSheet.fileName)  for the signature")
    }
    if files.contains(ApplicationRecord.transactionName) {
      lines.append("  next  sinhtrac record show \(folder)/\(ApplicationRecord.transactionName)")
    }
    return lines.joined(separator: "\n")
  }
}
