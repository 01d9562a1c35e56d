// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Testing

@testable import sinhtrac

@Suite("Exit codes")
struct ProgramExitTests {
  struct Explained: ExplainedError {
    let code: String
    let message = "Something was done, something was found."
  }

  @Test(
    "An error's code decides the number, and an unknown code is a plain failure",
    arguments: [
      ("not-permitted", ProgramExit.notPermitted), ("part-altered", .tampered),
      ("quality-below-threshold", .qualityBelowThreshold), ("device-unavailable", .device),
      ("unknown-resolution", .failure),
    ])
  func codes(code: String, status: ProgramExit) {
    #expect(ProgramExit(Explained(code: code)) == status)
  }

  @Test("A usage mistake is 2, help is 0, a reader who left is 0")
  func usage() {
    #expect(ProgramExit(ValidationError("no")) == .usage)
    #expect(ProgramExit(CleanExit.helpRequest()) == .ok)
    #expect(ProgramExit(StandardOutput.Closed()) == .ok)
  }

  @Test("The numbers are those of the contract")
  func numbers() {
    #expect(ProgramExit.allCases.map(\.rawValue) == Array(0...6))
  }
}
