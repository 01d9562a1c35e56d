// SPDX-License-Identifier: Apache-2.0

import CardReader

extension HealthCheck {
  /// How card readers are reached, why not the other way, and which are there.
  func cardReaders(_ readers: CardReaders) async -> Finding {
    let subject = "card readers"
    do throws(CardError) {
      let names = try await readers.list().map(\.name)
      let found = names.isEmpty ? "no reader is there" : names.joined(separator: ", ")
      return Finding(subject: subject, state: .ok, detail: "\(readers.choice.reason): \(found)")
    } catch {
      return Finding(
        subject: subject, state: .warn, detail: "\(readers.choice.reason), but: \(error.message)")
    }
  }
}
