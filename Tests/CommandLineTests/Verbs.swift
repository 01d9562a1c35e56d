// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@testable import sinhtrac

/// The verbs that the program really has, found by walking its commands.
enum Verbs {
  /// Words of each verb, the program's own help first as no words: [], ["record"], ["record", "show"].
  static let all: [[String]] = [[]] + below(Sinhtrac.self, [])

  private static func below(_ command: any ParsableCommand.Type, _ words: [String]) -> [[String]] {
    command.configuration.subcommands.flatMap { verb in
      let path = words + [verb._commandName]
      return [path] + below(verb, path)
    }
  }
}
