// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Dispatch
import FoundationEssentials
import Glibc
import Imaging
import Records
import SampleKit
import Station
import Store
import Synchronization

/// Whole sessions over a store in a folder of its own: an applicant with 13 captures, eyes and portrait,
/// from the last frame to the sealed record, and what memory does over many applicants in a row.
enum SessionBenchmark {
  static let benchmark = Benchmark(
    name: "session",
    abstract: "applicants in a row: last frame to sealed record, and memory", run: run)

  /// Looks at the memory, evenly over all sessions.
  private static let looks = 5

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let outcome = Mutex<Result<BenchmarkReport, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        let report = try await measure(rounds: options.rounds)
        outcome.withLock { $0 = .success(report) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    done.wait()
    guard let report = outcome.withLock({ $0 }) else {
      throw BenchmarkError.noReport
    }
    return try report.get()
  }

  private static func measure(rounds: Int) async throws -> BenchmarkReport {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desk = try BenchmarkDesk(folder: folder)
    let applicant = try BenchmarkApplicant()
    var (last, work, whole) = ([UInt64](), [UInt64](), [UInt64]())
    var memory: [BenchmarkReport.Figure] = []
    let step = max(rounds / looks, 1)
    for number in 0..<max(rounds, 1) {
      let clock = ContinuousClock()
      let session = try await desk.session(number)
      let start = clock.now
      for action in applicant.captures { try await session.run(action) }
      let (frame, used) = (clock.now, processNanoseconds())
      for action in applicant.ending { try await session.run(action) }
      last.append(nanoseconds(clock.now - frame))
      work.append(processNanoseconds() &- used)
      whole.append(nanoseconds(clock.now - start))
      if (number + 1).isMultiple(of: step) {
        memory.append(.init("memory after \(number + 1)", residentMebibytes(), "MiB resident"))
      }
    }
    let timing = Timing("last frame to sealed", pixels: nil, samples: last)
    let session = Timing("whole session", pixels: nil, samples: whole)
    let cpu = Timing("the same, CPU time", pixels: nil, samples: work)
    return BenchmarkReport(
      name: benchmark.name,
      subject: "\(max(rounds, 1)) applicants with 13 captures, eyes and portrait, wall time",
      timings: [timing, cpu, session],
      figures: [
        .init("fastest, last frame to sealed", Double(timing.minimumNanoseconds) / 1e6, "ms wall")
      ] + memory)
  }

  private static func nanoseconds(_ duration: Duration) -> UInt64 {
    let parts = duration.components
    return UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
  }

  /// CPU time of all threads, as other programs on the machine make wall time long.
  private static func processNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// What the process holds in memory now; 0 where the kernel does not say.
  private static func residentMebibytes() -> Double {
    let text = FileManager.default.contents(atPath: "/proc/self/statm")
    let fields = String(decoding: text ?? Data(), as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Double(fields[1]) else { return 0 }
    return (pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576 * 10).rounded() / 10
  }
}

/// A station of its own with keys made for it.
private struct BenchmarkDesk {
  private let desk: SessionDesk

  init(folder: String) throws {
    let store = try StationStore(folder: folder, key: SecretKey())
    let validity: ClosedRange<Int64> = 1_700_000_000...4_000_000_000
    let (stationKey, centreKey) = (try PrivateKey(.p256), try PrivateKey(.p256))
    let centre = try Certificate.selfSigned(
      for: centreKey, name: .init(commonName: "Centre"), validity: validity, usage: .opening)
    let station = try CertifiedKey(
      key: stationKey,
      certificate: .selfSigned(
        for: stationKey, name: .init(commonName: "Station"), validity: validity, usage: .signing))
    guard let ward = ListCode("00001") else { throw BenchmarkError.noReport }
    let identity = try StationIdentity(
      kit: "BENCH", originatingAgency: "VN-BENCH", destinationAgency: "VN-CENTRE",
      software: AlgorithmVersion(name: "sinhtrac", version: "0"))
    var policy = CapturePolicy()
    let easy = CaptureLimit(accept: 1, supervise: 0)
    (policy.finger, policy.roll, policy.eye, policy.fingers) = (easy, easy, easy, [:])
    desk = try SessionDesk(
      store: store, ward: ward, sealer: StationSealer(signer: station, recipients: [centre]),
      station: identity, policy: policy
    ) { UTCTime(clamping: 1_800_000_000) }
  }

  func session(_ number: Int) async throws -> EnrolmentSession {
    try await EnrolmentSession.open("BENCH-\(number)", at: desk, by: "bench")
  }
}

/// One applicant's commands; the pictures are made once.
private struct BenchmarkApplicant {
  /// Everything up to the last frame.
  let captures: [SessionCommand.Action]
  /// The last frame, review, signature and submission.
  let ending: [SessionCommand.Action]

  init() throws {
    let person = SamplePerson()
    let slaps = try [FingerPosition.plainRightFour, .plainLeftFour, .plainThumbs].map {
      try Self.capture($0, person.slap($0))
    }
    let rolls = try FingerPosition.tenFingers.map { try Self.capture($0, person.roll($0)) }
    let eyes = try EyeLabel.both.map {
      PresentedEye($0, try Presentation(person.eye($0), device: "bench"))
    }
    let face = try SamplePerson.portrait()
    captures =
      [
        .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
        .typePerson(values: [
          .fullName: "Nguyễn Thị Ví Dụ", .dateOfBirth: "1990-09-02", .gender: "F",
          .permanentResidence: "Hà Nội",
        ]), .captureEyes(pictures: eyes),
        .portrait(
          picture: PresentedPortrait(
            file: face, device: "bench", frameDigest: try SHA256.digest(of: face))),
      ] + slaps + rolls.dropLast()
    ending = rolls.suffix(1) + [.review, .sign(manner: "paper", picture: nil), .submit]
  }

  private static func capture(
    _ position: FingerPosition, _ image: GrayImage
  ) throws -> SessionCommand.Action {
    .capture(position: position, picture: try Presentation(image, device: "bench"))
  }
}

extension EnrolmentSession {
  fileprivate func run(_ action: SessionCommand.Action) async throws {
    try await perform(SessionCommand(id: UUID().uuidString, action), by: "bench")
  }
}
