// SPDX-License-Identifier: Apache-2.0

/// What a station wants to know about the holder from documents.
public enum HolderField: String, Sendable, Hashable, CaseIterable {
  /// The 12-digit number.
  case personalNumber = "personal-number"
  /// The full name.
  case fullName = "full-name"
  /// The day of birth, `YYYY-MM-DD`.
  case birth
  /// `M` or `F`.
  case sex
  /// The nationality.
  case nationality
  /// The ethnic group.
  case ethnicity
  /// The religion.
  case religion
  /// The place of origin.
  case placeOfOrigin = "place-of-origin"
  /// The residence.
  case residence
  /// Identifying marks.
  case identifyingMarks = "identifying-marks"
  /// The day of issue, `YYYY-MM-DD`.
  case issueDate = "issue-date"
  /// The last day of validity, `YYYY-MM-DD`.
  case expiryDate = "expiry-date"
  /// The father's name.
  case father
  /// The mother's name.
  case mother
  /// The spouse's name.
  case spouse
  /// The number of the old card.
  case oldNumber = "old-number"
}

/// Where a value comes from, in the order in which it is preferred: what the state signed before what was
/// scanned, that before what was typed, and the MRZ last, as it has no marks and two digits of years.
public enum HolderSource: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The chip's data groups.
  case chip
  /// The QR code.
  case qr
  /// The clerk.
  case typed
  /// The MRZ, printed or of DG1.
  case mrz

  /// By preference.
  public static func < (a: HolderSource, b: HolderSource) -> Bool {
    let order = allCases
    return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
  }
}
