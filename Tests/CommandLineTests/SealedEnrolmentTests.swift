// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("sinhtrac enrol at a station, as people do it")
struct SealedEnrolmentTests {
  private let folder: TestFolder

  /// An office with a centre, and a station that was set up for it.
  init() throws {
    folder = try TestFolder()
    _ = try shell("echo a passphrase > p")
    for verb in [
      "centre init --folder office --name Office",
      "station init --folder kit --centre office/centre.pem --recovery office/recovery.pem",
    ] {
      let outcome = try sinhtrac(verb)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  private func shell(_ line: String) throws -> Program.Outcome {
    try Program.shell("samples=$PWD/samples/applicant-01; cd \"\(folder.path)\"; " + line)
  }

  private func sinhtrac(_ arguments: String) throws -> Program.Outcome {
    try shell("\"$SINHTRAC\" \(arguments) < p")
  }

  private func enrol(_ more: String = "") throws -> Program.Outcome {
    try sinhtrac(
      "enrol --application \"$samples/application.json\" --devices samples --station kit --out out \(more)"
    )
  }

  @Test("The sample applicant becomes one sealed file that only the centre opens, once")
  func sealed() throws {
    let outcome = try enrol()
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.names("out/applicant-01") == ["applicant-01.cms"])
    #expect(!outcome.output.contains("Nguyễn"))
    let again = try enrol("--replace")
    #expect(again.status == 0, "\(again.errors)")
    let list = try sinhtrac("outbox list --store kit/store")
    #expect(list.output.contains("1 records, 1 not delivered"))
    let opened = try sinhtrac(
      "record open out/applicant-01/applicant-01.cms --key office/centre.key "
        + "--certificate office/centre.pem --trust kit/certificate.pem --out opened")
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(try sinhtrac("record check opened/applicant-01").status == 0)
    #expect(folder.text("opened/applicant-01/manifest.json")?.contains("Nguyễn") == true)
  }

  @Test("Another station's passphrase opens nothing, and nobody under six is enrolled")
  func refused() throws {
    _ = try shell("echo another > p")
    let locked = try enrol()
    #expect(locked.status != 0 && folder.names("out").isEmpty)
    _ = try shell(
      "echo a passphrase > p; mkdir young; "
        + "sed s/1990-09-02/2023-01-01/ \"$samples/application.json\" > young/application.json")
    let young = try sinhtrac(
      "enrol --application young/application.json --devices samples --station kit --out out")
    #expect(young.status == 6 && young.errors.contains("[not-permitted]"))
    #expect(folder.names("out").isEmpty)
  }

  @Test("Fingers and eyes that cannot be captured need reason, photo and supervisor")
  func exceptions() throws {
    // A folder with the sample's fingers but two, and one eye.
    _ = try shell(
      "mkdir hard; cp \"$samples\"/*.png hard; rm hard/left-little.png hard/left-ring.png hard/left-eye.png; "
        + "cp \"$samples/left-little.png\" hard/photo.png")
    func enrol(_ supervisor: String) throws -> Program.Outcome {
      let photo = #""photo": "photo.png""#
      let missing =
        #""missingFingers": [{"finger": "left-little", "reason": "bandaged", \#(photo)}, "#
        + #"{"finger": "left-ring", "reason": "amputated", \#(photo)}], "#
        + #""missingEyes": [{"eye": "left-eye", "reason": "unable", \#(photo)}]\#(supervisor)"#
      _ = try shell(
        "sed 's/\"missingFingers\": .*/\(missing)/' \"$samples/application.json\" "
          + "> hard/application.json")
      let files = "--application hard/application.json --devices samples --station kit --out out"
      return try sinhtrac("enrol \(files) --report")
    }
    let alone = try enrol("")
    #expect(alone.status != 0 && alone.errors.contains("[not-ready]"), "\(alone.errors)")
    let own = try enrol(#", "supervisor": "officer-1""#)
    #expect(own.status != 0 && own.errors.contains("[needs-supervisor]"), "\(own.errors)")
    let whole = try enrol(#", "supervisor": "supervisor-1""#)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.contains("keeps no operators"))
    #expect(whole.output.contains("left-little   missing: bandaged"), "\(whole.output)")
    let sheet = folder.text("out/applicant-01/sheet.html")
    #expect(sheet?.contains("Ngón út trái") == true && sheet?.contains("Mắt trái") == true)
    let path = try enrol(#", "supervisor": "A b""#)
    #expect(path.status != 0 && path.errors.contains("[invalid-field]"))
  }

  @Test("What the station signs by itself: stick, day report, the log after sending")
  func signed() throws {
    try #require(try enrol().status == 0)
    let stick = try sinhtrac("outbox export . --station kit")
    #expect(stick.status == 0 && stick.output.contains("1 records"), "\(stick.errors)")
    #expect(!folder.names("SAMPLEKIT-1").isEmpty)
    let sent = try sinhtrac("outbox send --station kit --centre http://127.0.0.1:1")
    #expect(sent.status == 4, "\(sent.errors)")
    let day = try sinhtrac("report day --station kit --json")
    #expect(day.status == 0 && day.output.contains("\"auditSignature\""), "\(day.errors)")
    let log = try sinhtrac("audit verify --station kit --json")
    #expect(log.status == 0 && log.output.contains("\"signedHeads\" : 3"), "\(log.output)")
    #expect(try sinhtrac("outbox send --store kit/store --centre http://127.0.0.1:1").status == 2)
    #expect(try sinhtrac("outbox export . --store kit/store --kit A").status == 2)
  }

  @Test("Without a centre the record waits, and the program says so")
  func noCentre() throws {
    try #require(try enrol().status == 0)
    let sent = try sinhtrac(
      "outbox send --store kit/store --centre http://127.0.0.1:1 --trust office/centre.pem")
    #expect(sent.status == 4 && sent.output.contains("1 tried, 1 not delivered"))
    #expect(sent.output.contains("cannot be reached"))
  }
}
