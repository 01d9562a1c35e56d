// SPDX-License-Identifier: Apache-2.0

/// The three sizes of MRZ (ICAO Doc 9303-5, -6 and -4).
public enum MRZFormat: String, Sendable, Hashable, CaseIterable {
  /// Cards: three lines of 30.
  case td1 = "TD1"
  /// Larger cards: two lines of 36.
  case td2 = "TD2"
  /// Passports: two lines of 44.
  case td3 = "TD3"

  /// How many lines there are.
  public var lineCount: Int { self == .td1 ? 3 : 2 }

  /// Characters of a line.
  public var lineLength: Int {
    switch self {
    case .td1: 30
    case .td2: 36
    case .td3: 44
    }
  }

  /// Where a field stands: line, first column, characters.
  struct Place {
    let line, column, count: Int
    init(_ line: Int, _ column: Int, _ count: Int) {
      (self.line, self.column, self.count) = (line, column, count)
    }
  }

  var documentNumber: Place { self == .td1 ? Place(0, 5, 9) : Place(1, 0, 9) }
  var birth: Place { self == .td1 ? Place(1, 0, 6) : Place(1, 13, 6) }
  var sex: Place { self == .td1 ? Place(1, 7, 1) : Place(1, 20, 1) }
  var expiry: Place { self == .td1 ? Place(1, 8, 6) : Place(1, 21, 6) }
  var nationality: Place { self == .td1 ? Place(1, 15, 3) : Place(1, 10, 3) }
  var name: Place { self == .td1 ? Place(2, 0, 30) : Place(0, 5, lineLength - 5) }
  var composite: Place { Place(1, lineLength - 1, 1) }

  /// Optional data; of TD1 the first of two.
  var optional: Place {
    switch self {
    case .td1: Place(0, 15, 15)
    case .td2: Place(1, 28, 7)
    case .td3: Place(1, 28, 14)
    }
  }

  /// The second optional data of TD1.
  var secondOptional: Place? { self == .td1 ? Place(1, 18, 11) : nil }

  /// What the composite check digit covers, in this order.
  var covered: [Place] {
    switch self {
    case .td1: [Place(0, 5, 25), Place(1, 0, 7), Place(1, 8, 7), Place(1, 18, 11)]
    case .td2: [Place(1, 0, 10), Place(1, 13, 7), Place(1, 21, 14)]
    case .td3: [Place(1, 0, 10), Place(1, 13, 7), Place(1, 21, 22)]
    }
  }
}
