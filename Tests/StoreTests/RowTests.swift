// SPDX-License-Identifier: Apache-2.0

import GRDB
import Testing

@testable import Store

@Suite("Rows of a database that lost pages")
struct RowTests {
  private let row = Row(["id": nil, "size": "many"])

  @Test(
    "A column that is empty, of another kind or not there is damage",
    arguments: ["id", "size", "kept"])
  func damage(column: String) {
    let error = #expect(throws: StoreError.self) {
      let _: Int = try row.value(column)
    }
    #expect(error?.code == "store-damaged")
    #expect(row.optional(column) as Int? == nil)
  }

  @Test("An empty column has no bytes")
  func noBytes() {
    #expect(row.bytes("id").isEmpty)
    #expect(row.bytes("kept").isEmpty)
  }
}
