// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import FoundationEssentials
import Glibc
import Imaging

/// Looks whether a station has what it needs; changes nothing that stays.
public struct HealthCheck {
  /// One thing looked at.
  public struct Finding: Sendable, Encodable {
    /// Whether it is as it should be; a warning is worth reading but stops nothing.
    public enum State: String, Sendable, Encodable { case ok, warn, fail }
    /// What was looked at.
    public let subject: String
    /// The verdict.
    public let state: State
    /// What was found, and what to do when it is not right.
    public let detail: String

    /// The finding for people, on one line.
    public var line: String {
      let mark = state.rawValue.uppercased()
      return mark + String(repeating: " ", count: 6 - mark.count) + "\(subject): \(detail)"
    }
  }

  private let recordFolder: String
  private let sampleFolder: String

  /// Takes the folders that records go to and samples come from.
  public init(recordFolder: String, sampleFolder: String) {
    self.recordFolder = recordFolder
    self.sampleFolder = sampleFolder
  }

  /// Looks at everything, in the order in which a problem would show.
  public func findings() async -> [Finding] {
    let readers = await CardReaders()
    return [release(), processor(), libraries(), extraction(), memory(), records(), samples()]
      + [await cardReaders(readers)] + (await devices(readers.choice))
  }

  private func release() -> Finding {
    Finding(subject: "release", state: .ok, detail: "\(Release.name) \(Release.version)")
  }

  private func processor() -> Finding {
    let levels = Kernels.available.map(\.level.rawValue).joined(separator: ", ")
    let count = ProcessInfo.processInfo.activeProcessorCount
    return Finding(
      subject: "processor", state: .ok, detail: "\(count) in use; SIMD levels: \(levels)")
  }

  private func libraries() -> Finding {
    let versions = (CodecVersions.all + [OpenSSLVersion.current]).joined(separator: ", ")
    return Finding(subject: "libraries", state: .ok, detail: versions)
  }

  /// Every level must find the same in the same picture: a broken processor or build shows here.
  private func extraction() -> Finding {
    let results = Kernels.available.map { SelfTest.minutiae(kernels: $0) }
    let agree = results.allSatisfy { $0 != nil && $0 == results.first }
    return Finding(
      subject: "extraction", state: agree ? .ok : .fail,
      detail: agree
        ? "all SIMD levels find the same \(results[0]?.count ?? 0) minutiae in the test picture"
        : "SIMD levels disagree; work with --simd none and report this with the processor's name")
  }

  /// Ten fingers at once take well under this; less makes the machine swap.
  private static let wantedMebibytes = 512

  private func memory() -> Finding {
    let mebibytes = Int(ProcessInfo.processInfo.physicalMemory / 1_048_576)
    let enough = mebibytes >= Self.wantedMebibytes
    return Finding(
      subject: "memory", state: enough ? .ok : .warn,
      detail: enough ? "\(mebibytes) MiB" : "\(mebibytes) MiB; \(Self.wantedMebibytes) are wanted")
  }

  /// The folder itself where it exists, else the nearest one above that does.
  private func records() -> Finding {
    var folder = URL(filePath: recordFolder).standardizedFileURL.path
    while !FileManager.default.fileExists(atPath: folder), folder != "/" {
      folder = URL(filePath: folder).deletingLastPathComponent().path
    }
    let writable = access(folder, W_OK | X_OK) == 0
    return Finding(
      subject: "record folder", state: writable ? .ok : .fail,
      detail: writable
        ? "\(recordFolder) can be written"
        : "\(folder) cannot be written; change its owner or name another folder with --out")
  }

  private func samples() -> Finding {
    let application = URL(filePath: sampleFolder).appending(path: "applicant-01/application.json")
    let found = FileManager.default.isReadableFile(atPath: application.path)
    return Finding(
      subject: "samples", state: found ? .ok : .warn,
      detail: found
        ? "\(sampleFolder) holds the sample applicant"
        : "no \(sampleFolder)/applicant-01; run from the project's folder or name it with --samples"
    )
  }
}
