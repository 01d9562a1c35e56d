// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Foundation
import Imaging
import Testing

/// One golden digest a sample, for every machine, instruction-set level and build configuration;
/// `make test` runs this suite in release and in debug.
///
/// After a wanted change of extraction, run it once with SINHTRAC_REWRITE_GOLDEN=1; CI refuses that.
@Suite("Determinism")
struct DeterminismTests {
  static let golden = Program.packageFolder.appending(
    path: "Tests/CommandLineTests/Golden/templates.sha256")

  @Test("Every level finds in every sample what the golden digests say")
  func levels() throws {
    let images = FingerPosition.tenFingers.map { "samples/applicant-01/\($0.name).png" }
    for level in Kernels.available.map(\.level.rawValue) {
      let folder = try TestFolder()
      let outcome = try Program.run(
        "extract \(images.joined(separator: " ")) --simd \(level) --out \(folder.path)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = try folder.names().map { name in
        let bytes = Array(FileManager.default.contents(atPath: "\(folder.path)/\(name)") ?? Data())
        return "\(try SHA256.digest(of: bytes))  \(name)\n"
      }
      let found = lines.joined()
      if Golden.rewrites { try Data(found.utf8).write(to: Self.golden) }
      #expect(found == (try? String(contentsOf: Self.golden, encoding: .utf8)), "level \(level)")
    }
  }
}

/// Golden files: rewritten only on request, and never by CI.
enum Golden {
  private static let environment = ProcessInfo.processInfo.environment
  static let rewrites = environment["SINHTRAC_REWRITE_GOLDEN"] == "1" && environment["CI"] == nil
}
