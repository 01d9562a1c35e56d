// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Biometrics
import Records
public import Store

/// `sinhtrac station operator`: who may sign in at the screens.
struct StationOperator: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator", abstract: "Add or remove somebody who works at the station.",
    discussion: """
      The first line of standard input, or what is typed, is the station's passphrase or PIN; the second \
      is the new person's PIN, at least six characters. Somebody who is there already gets a new PIN and \
      role. End the running station first: a store is open in one program.

      Examples:
        sinhtrac station operator canbo-01 --folder /var/lib/sinhtrac
        sinhtrac station operator giamsat-01 --role supervisor --folder /var/lib/sinhtrac
        sinhtrac station operator canbo-01 --remove --folder /var/lib/sinhtrac
      """)

  @Argument(help: "Id of the person: 1 to 16 lower-case letters, digits and hyphens.")
  var id: String

  @Option(help: ArgumentHelp("The station's folder.", valueName: "dir"))
  var folder: String

  @Option(help: "What the person may do: officer or supervisor.")
  var role: Operator.Role = .officer

  @Option(help: "The name on the screen; the id without it.")
  var name: String?

  @Flag(help: "Take the person off the list.")
  var remove = false

  /// A PIN of six digits has a million forms, of which the lockout lets through 96 a day.
  private static let shortestPIN = 6

  func validate() throws {
    guard OperatorID(id) != nil else {
      throw ValidationError("\(id) is not 1 to 16 lower-case letters, digits and hyphens.")
    }
  }

  func run() throws {
    guard let id = OperatorID(id), let ward = ListCode("none") else { return }
    let store = try StationPlace(folder: folder, ward: ward, officer: self.id).openStore()
    if remove {
      try store.operators.remove(id)
    } else {
      let pin = try SecretInput.ask("PIN of \(id)", isNew: true)
      guard pin.count >= Self.shortestPIN else {
        throw ValidationError("A PIN has at least \(Self.shortestPIN) characters.")
      }
      try store.operators.set(Operator(id: id, role: role, name: name ?? self.id), pin: pin)
    }
    for person in try store.operators.list() {
      try StandardOutput.print("\(person.id)  \(person.role.rawValue)")
    }
  }
}

extension Operator.Role: ExpressibleByArgument {}
