// SPDX-License-Identifier: Apache-2.0

import CFaultyDisk
import Foundation
import Station

/// Enrols the sample applicant on a disk that fails at one call after the other.
///
///     EnrolmentDriver SAMPLES STEP    every STEPth call on a file of the enrolment fails
///
/// Calls that write fail with ENOSPC, and stay so until the program has ended, and with EIO, once; those
/// that read with EIO; from the first command on, and when a half-done enrolment is taken up again. Each
/// failure must be told with a code and what to do; then the enrolment goes on from the files that are
/// there, everything acknowledged must be in them, and the end is one record, counted once, that the centre
/// opens. Exit code 1 when not.
@main
struct EnrolmentDriver {
  static func main() async {
    let words = CommandLine.arguments
    guard words.count == 3, let step = Int(words[2]), step > 0 else {
      print("usage: see EnrolmentDriver.swift")
      exit(2)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    var isGood = false
    do {
      let driver = EnrolmentDriver(
        office: try Office(), applicant: try await SampleApplicant(folder: words[1]),
        folder: folder, step: step)
      isGood = try await driver.run()
    } catch { print("WRONG: \(error)") }
    try? FileManager.default.removeItem(atPath: folder)
    exit(isGood ? 0 : 1)
  }

  let office: Office
  let applicant: SampleApplicant
  let folder: String
  let step: Int

  private func run() async throws -> Bool {
    let half = folder + "/half"
    let state = try await makeHalf(half)
    var tally = Tally()
    for (kind, error) in [
      (FAULTY_DISK_WRITES, ENOSPC), (FAULTY_DISK_WRITES, EIO), (FAULTY_DISK_READS, EIO),
    ] {
      try await run(kind, error, from: nil, nil, &tally)
      try await run(kind, error, from: half, state, &tally)
    }
    print(tally.text)
    for line in tally.wrong.prefix(10) { print("  WRONG: \(line)") }
    return tally.wrong.isEmpty
  }

  /// An enrolment that was broken off at its second finger.
  private func makeHalf(_ place: String) async throws -> SessionState? {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let enrolment = Enrolment(office, applicant, in: place + "-open")
    try FileManager.default.createDirectory(
      atPath: place + "-open", withIntermediateDirectories: true)
    try? await enrolment.lead(with: applicant.halfway)
    try FileManager.default.removeItem(atPath: place)
    try FileManager.default.copyItem(atPath: place + "-open", toPath: place)
    return enrolment.acknowledged
  }

  private func run(
    _ kind: Int, _ error: Int32, from start: String?, _ state: SessionState?, _ tally: inout Tally
  ) async throws {
    var number = 1
    while true {
      // A name of its own: what the run before still does to its folder must not count here.
      let place = folder + "/\(kind)-\(error)-\(start == nil ? 0 : 1)-\(number)-"
      defer { try? FileManager.default.removeItem(atPath: place) }
      if let start {
        try FileManager.default.copyItem(atPath: start, toPath: place)
      } else {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
      }
      let run = FaultRun(office: office, applicant: applicant, folder: place)
      do {
        let fault = FaultRun.Fault(kind: kind, error: error, number: number)
        guard let outcome = try await run.run(fault, after: state) else { return }
        tally.add(outcome)
      } catch { tally.wrong.append("\(error)") }
      number += step
    }
  }
}

/// What all runs came to.
struct Tally {
  private var runs = 0
  private var codes: [String: Int] = [:]
  private var calls: [String: Int] = [:]
  var wrong: [String] = []

  mutating func add(_ outcome: FaultRun.Outcome) {
    runs += 1
    calls[outcome.call, default: 0] += 1
    if let code = outcome.code { codes[code, default: 0] += 1 }
  }

  var text: String {
    let told = codes.values.reduce(0, +)
    let names = codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let kinds = calls.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return """
      enrolment, failing disk: \(runs + wrong.count) faults (\(kinds.joined(separator: ", "))), \(told) told \
      (\(names.joined(separator: ", "))), \(runs - told) without effect; \(wrong.count) wrong: nothing \
      acknowledged \(wrong.isEmpty ? "was lost, nothing was sealed or counted twice" : "may be trusted")
      """
  }
}
