// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import sinhtrac

@Suite("Standard streams")
struct StandardStreamsTests {
  @Test("An unknown verb prints to standard error and ends with 2")
  func unknownVerb() throws {
    let outcome = try Program.run("fly")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Unexpected argument 'fly'"))
  }

  @Test("Help prints to standard output and ends with 0")
  func help() throws {
    let outcome = try Program.run("--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("SUBCOMMANDS"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("A reader who leaves early is no failure")
  func readerLeaves() throws {
    let outcome = try Program.shell(
      "set -o pipefail; (sleep 0.3; \"$SINHTRAC\" doctor; echo \"status $?\" >&2) | true")
    #expect(outcome.errors == "status 0\n")
  }

  @Test("A closed standard output is no failure")
  func closedOutput() throws {
    let outcome = try Program.shell("\"$SINHTRAC\" doctor >&-")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
  }

  @Test("A full disk is a failure that says so")
  func fullDisk() throws {
    let outcome = try Program.shell("\"$SINHTRAC\" doctor >/dev/full")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("No space left on device"))
  }

  @Test("Progress stays silent without a terminal")
  func noTerminal() throws {
    let outcome = try Program.run("extract no-such-a.png no-such-b.png")
    #expect(!outcome.errors.contains("images,"))
    #expect(!outcome.errors.contains("\r"))
  }

  @Test("The progress line shows share, rate and time left")
  func progressLine() {
    #expect(
      ProgressBar.line("images", 50, 200, elapsed: 2)
        == "[######------------------] 50/200 images, 25/s, 6 s left")
    #expect(ProgressBar.line("images", 0, 0, elapsed: 0).hasSuffix("0/0 images, 0.0/s, 0 s left"))
  }
}
