// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// A passphrase or PIN: asked for on the terminal without showing it, or the first line of standard
/// input. Never an option, for others can see command lines.
enum SecretInput {
  /// Asks for a secret; a new one twice.
  static func ask(_ name: String, isNew: Bool = false) throws -> String {
    guard StandardInput.isTerminal else {
      guard let line = StandardInput.lines(most: 1).first else { throw missing(name) }
      return line
    }
    guard let secret = StandardInput.secret(prompt: "\(name): ") else { throw missing(name) }
    guard isNew else { return secret }
    guard StandardInput.secret(prompt: "\(name) again: ") == secret else {
      throw SecretError(
        code: "secret-mistyped", message: "The \(name) was typed in two ways. Start again.")
    }
    return secret
  }

  private static func missing(_ name: String) -> SecretError {
    SecretError(
      code: "secret-missing",
      message: "A \(name) is needed. Type it, or give it as the first line of standard input.")
  }
}

/// A passphrase or PIN that was not given.
struct SecretError: ExplainedError {
  let code: String
  let message: String
}
