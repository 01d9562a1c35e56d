// SPDX-License-Identifier: Apache-2.0

import Document

/// A reading as the verb prints it.
struct DocumentReport: Encodable {
  struct Access: Encodable { let `protocol`, key, cipher: String }
  struct File: Encodable {
    let name, outcome: String
    let bytes: Int?
  }
  struct Answer: Encodable {
    let verdict: String
    let reason: String?

    init(_ verdict: Verdict) {
      reason = verdict.reason?.rawValue
      self.verdict =
        switch verdict {
        case .good: "good"
        case .bad: "bad"
        case .notChecked: "not-checked"
        }
    }

    var text: String { verdict + (reason.map { " (\($0))" } ?? "") }
  }
  struct Field: Encodable {
    let field, value, preferred: String
    let differing: [String]
  }

  let access: Access
  let files: [File]
  let hashes, signature, issuer, chip: Answer
  let groupsAtFault: [String]
  let signer: String
  let holder: [Field]
  let zone: [String]?
  let zoneFindings: [String]
  let pictures: [DocumentPictures.Picture]
  let notUnderstood: [String]
  let numberFindings: [PersonalNumberReport.Finding]
  let commands, reopenings: Int

  init(_ reading: DocumentReading, _ contents: DocumentContents, _ pictures: DocumentPictures) {
    self.pictures = pictures.all
    var sources: [HolderSource: HolderValues] = [:]
    if let values = contents.chipValues { sources[.chip] = values }
    if let zone = contents.zone { sources[.mrz] = HolderValues(zone) }
    let check = CrossCheck(sources)
    access = Access(
      protocol: reading.access.protocolName, key: reading.access.keyKind,
      cipher: reading.access.cipher.text)
    files = reading.files.sorted { $0.key.identifier < $1.key.identifier }.map {
      File($0.key, $0.value)
    }
    let authenticity = reading.authenticity
    (hashes, signature) = (Answer(authenticity.hashes), Answer(authenticity.signature))
    (issuer, chip) = (Answer(authenticity.issuer), Answer(authenticity.chip))
    groupsAtFault = authenticity.groupsAtFault.map(\.name)
    signer = authenticity.signer
    holder = check.rows.map {
      Field(
        field: $0.field.rawValue, value: $0.value, preferred: $0.preferred.rawValue,
        differing: $0.differing.map(\.rawValue))
    }
    zone = contents.zone?.lines
    zoneFindings =
      contents.zone?.findings.map { "\($0.field.rawValue): \($0.problem.rawValue)" } ?? []
    notUnderstood = contents.notUnderstood.map(\.name)
    numberFindings = check.numberFindings.map(PersonalNumberReport.Finding.init)
    (commands, reopenings) = (reading.commandCount, reading.reopenings)
  }

  var lines: [String] {
    let answers = [
      ("hashes", hashes), ("signature", signature), ("issuer", issuer), ("chip", chip),
    ]
    return ["opened\t\(access.protocol) with \(access.key), \(access.cipher)"]
      + files.map { "\($0.name)\t\($0.bytes.map { "\($0) bytes" } ?? $0.outcome)" }
      + answers.map { "\($0.0)\t\($0.1.text)" }
      + holder.map { row in
        let others =
          row.differing.isEmpty ? "" : "\tdiffers: " + row.differing.joined(separator: ", ")
        return "\(row.field)\t\(row.value)\(others)"
      }
      + pictures.map { "\($0.name)\t\($0.text)" }
      + zoneFindings.map { "warning: MRZ \($0)" } + numberFindings.map(\.line)
  }
}

extension DocumentReport.File {
  init(_ file: DocumentFile, _ outcome: FileOutcome) {
    name = file.name
    bytes = outcome.bytes?.count
    self.outcome =
      switch outcome {
      case .read: "read"
      case .absent: "absent"
      case .refused(let status): "refused \(String(status, radix: 16, uppercase: true))"
      case .failed(let code): "failed \(code)"
      }
  }
}

extension ChipCipher {
  /// For people.
  fileprivate var text: String {
    switch self {
    case .tripleDES: "triple DES"
    case .aes128: "AES-128"
    case .aes192: "AES-192"
    case .aes256: "AES-256"
    }
  }
}
