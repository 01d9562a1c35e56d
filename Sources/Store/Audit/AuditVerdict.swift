// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// What going through the audit log found.
public struct AuditVerdict: Sendable, Hashable {
  /// Something that is not as the log was written.
  public enum Finding: Sendable, Hashable, CustomStringConvertible {
    /// The row is not what its hash was made of.
    case altered(row: Int)
    /// Numbers do not follow one another: rows are missing before this one.
    case missing(before: Int)
    /// The log ends before a head that was signed or kept elsewhere.
    case truncated(at: Int, expected: Int)
    /// The chain at this row is not the one that was signed or kept elsewhere.
    case otherHead(row: Int)
    /// The signature of a head is not the station's.
    case badSignature(row: Int)

    /// The row that it is about.
    public var row: Int {
      switch self {
      case .altered(let row), .missing(let row), .truncated(let row, _), .otherHead(let row),
        .badSignature(let row):
        row
      }
    }

    /// The finding in words.
    public var description: String {
      switch self {
      case .altered(let row): "row \(row) was altered, or put in another place"
      case .missing(let row): "rows are missing before row \(row)"
      case .truncated(let row, let expected):
        "the log ends at row \(row), but row \(expected) was signed or kept elsewhere"
      case .otherHead(let row): "the chain at row \(row) is not the one that was signed or kept"
      case .badSignature(let row): "the signature at row \(row) is not the station's"
      }
    }
  }

  /// Rows in the log.
  public let rows: Int
  /// Signed heads in the log.
  public let heads: Int
  /// Rows after which the wall clock had been set back: nothing was altered, but times are doubtful.
  public let clockWentBack: [Int]
  /// What is wrong; empty for a sound log.
  public let findings: [Finding]
  /// The end of the log.
  public let head: AuditHead

  /// Whether nothing is wrong.
  public var isSound: Bool { findings.isEmpty }
}

/// Follows the chain row by row.
struct AuditVerifier: Sendable {
  private let check: SignatureCheck?
  private var heads: [Int: Digest256] = [:]
  private var signed = 0
  private var last = 0
  private var hash: Digest256?
  private var clockWentBack: [Int] = []
  private var findings: [AuditVerdict.Finding] = []

  init(check: SignatureCheck?, external: AuditHead?) {
    self.check = check
    if let external, external.number > 0 { heads[external.number] = external.hash }
  }

  mutating func expect(_ number: Int, hash bytes: [UInt8], signature: [UInt8]) {
    guard let hash = Digest256(bytes) else {
      findings.append(.badSignature(row: number))
      return
    }
    signed += 1
    let digest = try? AuditHead(number: number, hash: hash).digest()
    if let check, digest.map({ check($0, signature) }) != true {
      findings.append(.badSignature(row: number))
    }
    if let other = heads[number], other != hash { findings.append(.otherHead(row: number)) }
    heads[number] = heads[number] ?? hash
  }

  mutating func take(_ number: Int, _ text: String, hash bytes: [UInt8]) throws {
    if number != last + 1 { findings.append(.missing(before: number)) }
    let computed = try AuditRow.hash(text, after: hash)
    let row = AuditRow(canonicalJSON: text)
    if computed.bytes != bytes || row?.number != number { findings.append(.altered(row: number)) }
    // A forger may have computed all later hashes anew: only the heads tell then.
    if let head = heads.removeValue(forKey: number), head.bytes != bytes {
      findings.append(.otherHead(row: number))
    }
    if row?.clockWentBack == true { clockWentBack.append(number) }
    (last, hash) = (number, Digest256(bytes) ?? computed)
  }

  mutating func finish() throws(StoreError) -> AuditVerdict {
    if let expected = heads.keys.filter({ $0 > last }).max() {
      findings.append(.truncated(at: last, expected: expected))
    }
    let end = hash ?? Digest256([UInt8](repeating: 0, count: Digest256.count))
    guard let end else { throw StoreError.damaged("The audit log") }
    return AuditVerdict(
      rows: last, heads: signed, clockWentBack: clockWentBack, findings: findings,
      head: AuditHead(number: last, hash: end))
  }
}
