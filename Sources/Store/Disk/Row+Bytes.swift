// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB

/// A column's value of bytes.
typealias Bytes = Data

extension Row {
  /// The bytes of a column; none where it is empty.
  func bytes(_ column: String) -> [UInt8] {
    (self[column] as Data?).map { Array($0) } ?? []
  }
}
