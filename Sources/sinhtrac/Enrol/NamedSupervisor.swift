// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Station
import Store

/// The supervisor whom an application names as confirming its exceptions.
enum NamedSupervisor {
  /// Said where nobody's PIN could be asked for.
  static let unproven = """
    The supervisor's confirmation is the application file's word: this station keeps no operators, so no \
    PIN was asked for.
    """

  /// Asks for the supervisor's PIN where the station keeps operators; gives what an officer should know.
  ///
  /// Throws `not-a-supervisor`, and what a wrong PIN leads to.
  static func check(_ given: Application, at store: StationStore) throws -> [String] {
    guard !given.proofs.isEmpty, let name = given.supervisor, let id = OperatorID(name) else {
      return []
    }
    guard try !store.operators.list().isEmpty else { return [unproven] }
    let person = try store.operators.signIn(id, pin: SecretInput.ask("PIN of \(name)"))
    guard person.role == .supervisor else { throw SupervisorError() }
    return []
  }
}

/// An operator who is no supervisor cannot confirm an exception.
struct SupervisorError: ExplainedError {
  let code = "not-a-supervisor"
  let message =
    "The operator whom the application names is no supervisor and cannot confirm its exceptions. "
    + "Name a supervisor of this station."
}
