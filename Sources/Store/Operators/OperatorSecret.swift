// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// An operator's sealed part: name, fingers, and what tells the right PIN.
///
/// The PIN itself is nowhere: the key that scrypt makes of it opens `proof`. All of this is sealed with the
/// storage key once more, so that whoever takes the disk away has nothing to guess at.
struct OperatorSecret: Codable {
  private let name: String
  private let templates: [[UInt8]]
  private let salt: [UInt8]
  private let cost: Int
  private let proof: [UInt8]

  init(_ person: Operator, pin: String, cost: Int) throws {
    guard (6...64).contains(pin.count) else {
      throw StoreError.invalid("A PIN", "6 to 64 characters")
    }
    let scrypt = try Scrypt(cost: cost)
    (name, templates) = (person.name, person.templates)
    (salt, self.cost) = (scrypt.salt, scrypt.cost)
    proof = try AuthenticatedCipher.seal(
      [], with: scrypt.key(passphrase: Self.normal(pin)), authenticating: Self.place(person.id))
  }

  /// The same with other fingers or another name.
  init(_ old: OperatorSecret, _ person: Operator) {
    (name, templates) = (person.name, person.templates)
    (salt, cost, proof) = (old.salt, old.cost, old.proof)
  }

  func opens(with pin: String, of id: OperatorID) throws -> Bool {
    let key = try Scrypt(salt: salt, cost: cost).key(passphrase: Self.normal(pin))
    return (try? AuthenticatedCipher.open(proof, with: key, authenticating: Self.place(id))) != nil
  }

  func person(_ id: OperatorID, _ role: Operator.Role) throws(StoreError) -> Operator {
    try Operator(id: id, role: role, name: name, templates: templates)
  }

  /// The same PIN typed on another keyboard.
  private static func normal(_ pin: String) -> String { pin.precomposedStringWithCanonicalMapping }

  private static func place(_ id: OperatorID) -> [UInt8] { Array("operator/\(id)".utf8) }
}
