// SPDX-License-Identifier: Apache-2.0

import CardReader
import Document
import ReaderModels
import Testing
import USB

@testable import SampleKit

/// The whole way: the reader of documents, a CCID reader at each level, the chip of the sample card.
@Suite("Reading the sample card")
struct SampleCardReadingTests {
  let card: SampleCard
  let documents: DocumentReader

  init() throws {
    card = try SampleCard()
    var anchors = TrustAnchors()
    anchors.add(card.authority)
    documents = DocumentReader(
      keys: [.cardAccessNumber(card.holder.cardAccessNumber)], anchors: anchors)
  }

  private func expectWhole(_ reading: DocumentReading) {
    #expect(reading.authenticity.isGood, "\(reading.authenticity)")
    #expect(reading.files[.dataGroup(.dg3)] == .refused(status: 0x6982))
    for group in [DataGroup.dg1, .dg2, .dg13, .dg14, .dg15] {
      #expect(reading[group] == card.files[0x0100 + UInt16(group.rawValue)], "\(group)")
    }
  }

  private func readers(
    _ build: CCIDReaderModel.Build, _ faults: [CCIDReaderModel.Fault] = []
  ) async throws -> (SimulatedDevice, CardReaders) {
    let card = card
    let model = CCIDReaderModel(build, faults: faults) { ChipPlayer(card) }
    let device = SimulatedDevice(model, at: try #require(DevicePath("1-2")))
    let bus = LentBus(bus: SimulatedBus([device]))
    let settings = CardReaderSettings(patience: 10)
    let readers = await CardReaders(through: .direct, settings: settings) { () throws(USBError) in
      bus
    }
    return (device, readers)
  }

  @Test("Without a reader, by CAN and by MRZ, in at most 100 commands")
  func emulated() async throws {
    let card = card
    let reading = try await documents.read { () throws(CardError) in EmulatedCardChannel(card) }
    expectWhole(reading)
    #expect(reading.commandCount <= 100)
    let key = AccessKey.machineReadableZone(card.holder.accessInformation)
    let other = try await DocumentReader(keys: [key]).read { () throws(CardError) in
      EmulatedCardChannel(card)
    }
    #expect(other.access.keyKind == "MRZ" && other.authenticity.signature.isGood)
    #expect(other.authenticity.issuer == .notChecked(.noAnchors))
  }

  @Test("Through a reader of each level", arguments: ReaderModels.all.map(\.name))
  func levels(_ name: String) async throws {
    let build = try #require(ReaderModels.all.first { $0.name == name }?.build)
    let (_, readers) = try await readers(build)
    let reading = try await documents.read { () throws(CardError) in try await readers.open() }
    expectWhole(reading)
    if build.level == .extended { #expect(reading.commandCount <= 100) }
  }

  @Test("A card that is lifted at any command ends in a clear way, and the next reading is whole")
  func lifted() async throws {
    for number in stride(from: 0, to: 40, by: 3) {
      let (device, readers) = try await readers(.init(.extended), [.cardTaken(number)])
      do {
        let reading = try await documents.read { () throws(CardError) in try await readers.open() }
        let hasFailed = reading.files.values.contains {
          if case .failed = $0 { true } else { false }
        }
        #expect(hasFailed || reading[.dg15] != nil, "\(number)")
      } catch {
        #expect((error.cause as? CardError)?.reason == .noCard, "\(number): \(error)")
      }
      device.unplug()
      device.plug()
      let (_, sound) = try await self.readers(.init(.extended))
      expectWhole(try await documents.read { () throws(CardError) in try await sound.open() })
    }
  }
}
