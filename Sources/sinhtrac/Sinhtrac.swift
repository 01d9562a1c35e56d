// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line: few verbs, each in a file of its own.
@main
struct Sinhtrac: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinhtrac", abstract: "Biometric capture for citizen-ID applications.")
}
