// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Station

/// `sinhtrac station policy`: the rules of capture, explained and checked.
struct StationPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Show, explain and check the rules of capture.",
    discussion: """
      Without a file these are the defaults; a station takes policy.json in its folder. What a file leaves \
      out has its default; what it misspells, or gives out of range, is refused with the setting's name \
      (exit code 1). What the law fixes, such as the ages of 6 and 14, is no setting.

      The policy is printed as the file that says all of it, ready to be changed; with --explain each \
      setting with its value, default, unit and range, meaning and source.

      Examples:
        sinhtrac station policy > policy.json
        sinhtrac station policy --explain
        sinhtrac station policy station/policy.json --explain
      """)

  @Argument(help: "A policy file to check; the defaults without it.")
  var file: String?

  @Flag(help: "Explain each setting.")
  var explain = false

  @Flag(help: "With --explain: print JSON.")
  var json = false

  func run() throws {
    let policy =
      try file.map {
        try CapturePolicy(decoding: WholeFile.read(path: $0, limit: CapturePolicy.maximumBytes))
      } ?? CapturePolicy()
    guard explain else { return try StandardOutput.write(policy.encoded()) }
    guard !json else { return try StandardOutput.print(json: policy.settings) }
    for setting in policy.settings { try StandardOutput.print(Self.text(setting) + "\n") }
  }

  private static func text(_ setting: PolicySetting) -> String {
    let standard = setting.isChanged ? "\n    default  \(setting.standard)" : ""
    return """
      \(setting.name)
          value    \(setting.value)\(standard)
          unit     \(setting.unit)
          meaning  \(setting.meaning)
          source   \(setting.source)
      """
  }
}
