// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import ScannerModels
import Testing
import USB

/// What goes wrong on the wire below CCID, at each transfer of a reading.
@Suite("Faults on the wire under a reader")
struct WireFaultTests {
  /// Transfers of a reading: status, power, setting up, commands, each there and back.
  static let steps = 20
  static let cases = ReaderModels.all.flatMap { reader in
    Fault.Kind.allCases.map { (reader.name, $0) }
  }

  private func read(_ bench: ReaderBench, _ settings: CardReaderSettings) async throws -> CardError?
  {
    let readers = await bench.readers(settings)
    do throws(CardError) {
      let channel = try await readers.open()
      do throws(CardError) {
        for count in UInt8(1)...3 {
          let command = try CommandAPDU(ins: 0xb0, data: [count], expected: 100)
          _ = try await channel.echoes(command, count: count)
        }
        await channel.close()
      } catch {
        await channel.close()
        throw error
      }
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Each fault at each transfer ends in time, with an error of its kind, and reading goes on",
    arguments: WireFaultTests.cases)
  func everyStep(_ name: String, _ kind: Fault.Kind) async throws {
    for step in 0..<Self.steps {
      let model = try #require(ReaderModels.named(name))
      let faulty = FaultyModel(model, [Fault(kind, at: step)], lateness: .seconds(2))
      let bench = try await ReaderBench(faulty)
      let error = try await read(bench, ReaderBench.short)
      // A reading with fewer transfers never came to the fault.
      guard bench.device.transferCount > step else { break }
      if kind == .unplug {
        // On a busy machine a sound answer can come after the short limit.
        let reasons: [CardError.Reason] = [.readerGone, .noReader, .mute, .protocolBroken]
        #expect(error.map { reasons.contains($0.reason) } ?? true, "step \(step)")
        bench.device.plug()
      } else if ![.garbage, .swapped, .short].contains(kind) {
        #expect(error == nil || [.mute, .protocolBroken].contains(error?.reason), "step \(step)")
      }
      let again = try await read(bench, ReaderBench.generous)
      #expect(again == nil, "after step \(step)")
    }
  }
}
