// SPDX-License-Identifier: Apache-2.0

/// Carries what T=1 and T=0 say to the card and brings back what it says: a slot of a reader.
protocol BlockCarrier: Sendable {
  /// Sends bytes and gives the answer; nil when reader and card did not understand each other, so
  /// that a repetition can help. `waiting` multiplies the card's time for this answer.
  func carry(_ bytes: [UInt8], waiting: UInt8) async throws(CardError) -> [UInt8]?
}
