// SPDX-License-Identifier: Apache-2.0

/// Checks a file against ANSI/NIST-ITL 1-2011 Update:2015: structure, mandatory fields, codes,
/// and what records say of each other and of the images they hold.
///
/// It is one reading of the standard, not a certificate of conformance. Files of editions before
/// 2011 are checked by the same rules; what those editions did not ask for is a warning there.
public enum NISTCheck {
  /// All findings, in file order; empty for a sound file. Never throws: a file that cannot be
  /// read to its end gives an error for the place, beside the findings of the records before it.
  public static func findings(in bytes: [UInt8]) -> [NISTFinding] {
    let (transaction, fault) = NISTTransaction.read(bytes)
    var findings = findings(in: transaction, isWhole: fault == nil)
    if let fault {
      let place = transaction.records.count + 1
      findings.append(
        NISTFinding(
          severity: .error, record: place, type: nil, field: nil, message: fault.message))
    }
    return findings
  }

  /// All findings of a transaction; without its end when it is not whole.
  static func findings(in transaction: NISTTransaction, isWhole: Bool) -> [NISTFinding] {
    guard let first = transaction.records.first else { return [] }
    let edition = Edition(version: first.type == 1 ? first[2]?.text : nil)
    var findings: [NISTFinding] = []
    for (index, record) in transaction.records.enumerated() {
      var check = RecordCheck(record, place: index + 1, edition: edition)
      check.checkStructure()
      if index == 0 { check.checkTransaction(transaction, isWhole: isWhole) }
      check.checkType()
      check.checkCompany(in: transaction)
      findings += check.findings
    }
    return findings
  }
}

/// The edition that a file claims to follow (1.002).
enum Edition {
  /// 0500 (2011), 0501 (2013), 0502 (2015).
  case current
  /// 0200 (1993) to 0400 (2007).
  case earlier
  /// Anything else; checked like a current one.
  case unknown

  init(version: String?) {
    switch version {
    case "0500", "0501", "0502": self = .current
    case "0200", "0201", "0300", "0400": self = .earlier
    default: self = .unknown
    }
  }
}
