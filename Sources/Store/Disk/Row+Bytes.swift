// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB

/// A column's value of bytes.
typealias Bytes = Data

/// What a database says whose pages are lost may be empty or of another kind, and GRDB's own subscripts end
/// the program there.
extension Row {
  /// The bytes of a column; none where it is empty.
  func bytes(_ column: String) -> [UInt8] {
    Data.fromDatabaseValue(raw(column)).map { Array($0) } ?? []
  }

  /// The value of a column. Throws `store-damaged` where it is empty or of another kind.
  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(raw(column)) else {
      throw StoreError.damaged("The column \(column) of a row")
    }
    return value
  }

  /// The value of a column; nil where it is empty or of another kind.
  func optional<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
    Value.fromDatabaseValue(raw(column))
  }

  private func raw(_ column: String) -> DatabaseValue {
    hasColumn(column) ? self[column] : .null
  }
}
