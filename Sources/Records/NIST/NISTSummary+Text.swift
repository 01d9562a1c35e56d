// SPDX-License-Identifier: Apache-2.0

extension NISTSummary {
  /// The summary for people: two lines on the transaction, then one for each record.
  public var text: String {
    let head = [version.map { "ANSI/NIST-ITL \($0)" }, transactionType, date, controlNumber]
    let agencies = "from \(originatingAgency ?? "?") to \(destinationAgency ?? "?")"
    let lines = [
      head.compactMap { $0 }.joined(separator: ", "),
      "\(agencies), \(records.count) records, \(bytes) bytes",
      row("#", "type", "idc", "position", "content"),
    ]
    return (lines + records.enumerated().map { line($0.offset + 1, $0.element) })
      .map { $0 + "\n" }.joined()
  }

  private func line(_ place: Int, _ record: Record) -> String {
    row(
      "\(place)", "\(record.type) \(record.name)", record.idc.map(String.init) ?? "-",
      record.position ?? "-", content(of: record))
  }

  private func row(
    _ place: String, _ type: String, _ idc: String, _ position: String, _ content: String
  ) -> String {
    let columns = [(place, 4), (type, 22), (idc, 5), (position, 18)]
    let left = columns.map { text, width in
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    return left.joined() + content
  }

  private func content(of record: Record) -> String {
    var parts: [String] = []
    if let image = record.image {
      parts.append("\(image.width ?? 0)x\(image.height ?? 0)")
      parts.append(image.resolution.map { "\($0) ppi" } ?? "no resolution")
      parts.append("\(image.compression ?? "?") of \(image.bytes) bytes")
    }
    if let minutiae = record.minutiae { parts.append("\(minutiae) minutiae") }
    parts += record.missing.map { "missing: \($0)" }
    parts += record.fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return parts.isEmpty ? "\(record.bytes) bytes" : parts.joined(separator: ", ")
  }
}
