// SPDX-License-Identifier: Apache-2.0

import Station
import Testing

@Suite("Health check")
struct HealthCheckTests {
  @Test("A record folder that does not exist yet is judged by the nearest folder above it")
  func newFolder() async throws {
    let findings = await HealthCheck(recordFolder: "/tmp/no/such/folder", sampleFolder: "/")
      .findings()
    let records = try #require(findings.first { $0.subject == "record folder" })
    #expect(records.state == .ok)
  }

  @Test("A record folder below a file cannot be written, and the finding says what to do")
  func unwritableFolder() async throws {
    let check = HealthCheck(recordFolder: "/proc/self/records", sampleFolder: "/")
    let records = try #require(await check.findings().first { $0.subject == "record folder" })
    #expect(records.state == .fail)
    #expect(records.detail.contains("--out"))
  }

  @Test("Missing samples are a warning, for a station in the field has none")
  func noSamples() async throws {
    let check = HealthCheck(recordFolder: "/tmp", sampleFolder: "/nowhere")
    let samples = try #require(await check.findings().first { $0.subject == "samples" })
    #expect(samples.state == .warn)
    #expect(samples.line.hasPrefix("WARN  samples: "))
  }
}
