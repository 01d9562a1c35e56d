// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Testing

@testable import Document

/// 20,000 mutated answers and files: typed errors or results, never a trap, never without end.
@Suite("A hostile chip")
struct HostileChipTests {
  @Test("3,000 conversations with one mutated answer end in a result or a typed error")
  func conversations() async throws {
    var random = Dice(seed: 1)
    var limits = ReadLimits()
    (limits.commands, limits.reopenings) = (60, 1)
    let files = LostLinkTests.files.mapValues { Array($0.prefix(1200)) }
    for _ in 0..<3000 {
      let (place, mutation) = (random.below(26), random.mutation())
      let channel = ChipChannel(SmallChip(files: files, can: "123456")) {
        index, answer throws(CardError) in
        guard index == place else { return answer }
        return ResponseAPDU(
          data: mutation.applied(to: answer.data),
          status: mutation.changesStatus ? 0x6a00 | UInt16(place) : answer.status)
      }
      do throws(DocumentError) {
        let reader = DocumentReader(keys: [LostLinkTests.key], limits: limits)
        let reading = try await reader.read { channel }
        #expect(reading.commandCount <= 60)
      } catch {
        #expect(DocumentError.Reason.allCases.contains(error.reason))
      }
      #expect(channel.count <= 60)
    }
  }

  @Test("17,000 mutated files are read or refused with a typed error")
  func files() throws {
    var random = Dice(seed: 2)
    let seeds = Self.seeds
    for number in 0..<17_000 {
      var bytes = seeds[number % seeds.count]
      for _ in 0...random.below(3) { bytes = random.mutation().applied(to: bytes) }
      let contents = DocumentContents(groups: { _ in bytes })
      #expect(contents.faces.count <= 512)
      _ = try? SecurityInfos(bytes)
      _ = try? SubjectPublicKey(bytes)
      _ = CommonFile(bytes).groups
      _ = try? CardQRText(String(decoding: bytes, as: UTF8.self))
      if number.isMultiple(of: 4) { _ = try? SecurityObject(bytes) }
    }
  }

  @Test("A chip that chains without end, or gives a byte at a time, is stopped")
  func endless() async throws {
    var limits = ReadLimits()
    limits.commands = 200
    var files = LostLinkTests.files
    // A length of 16 MB.
    files[0x0101] = [0x61, 0x83, 0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 500)
    let channel = ChipChannel(SmallChip(files: files, can: "123456"))
    let reading = try await DocumentReader(keys: [LostLinkTests.key], limits: limits)
      .read { channel }
    #expect(reading.files[.dataGroup(.dg1)] == .failed(code: "document-too-large"))

    limits.readBytes = 1
    let slow = ChipChannel(SmallChip(files: LostLinkTests.files, can: "123456"))
    let cut = try await DocumentReader(keys: [LostLinkTests.key], limits: limits).read { slow }
    #expect(cut.files[.dataGroup(.dg2)] == .failed(code: "document-too-large"))
    #expect(slow.count <= 200)
  }

  @Test("A public key off the curve, infinity and our own key sent back are refused")
  func badKeys() async throws {
    let bad: [@Sendable ([UInt8]) -> [UInt8]] = [
      { key in key.dropLast() + [(key.last ?? 0) ^ 1] }, { _ in [0] },
      { key in [UInt8](repeating: 0, count: key.count) }, { key in Array(key.dropLast()) },
    ]
    for place in [4, 5] {
      for change in bad {
        let channel = ChipChannel(SmallChip(files: LostLinkTests.files, can: "123456")) {
          index, answer throws(CardError) in
          guard index == place + 1 else { return answer }
          var reader = ByteReader(answer.data)
          guard let object = try? reader.readTLV("answer").children().first else { return answer }
          let key = change(Array(object.content))
          return ResponseAPDU(
            data: TLV.encoding(0x7c, TLV.encoding(object.tag, key)), status: 0x9000)
        }
        let error = await #expect(throws: DocumentError.self) {
          try await DocumentReader(keys: [LostLinkTests.key]).read { channel }
        }
        #expect(error?.reason == .protocolBroken || error?.reason == .malformed)
      }
    }
    for curve in EllipticCurve.allCases {
      var point = try CurvePoint.generator(of: curve).encoded
      point[point.count - 1] ^= 1
      #expect(throws: CryptoError.self) { try CurvePoint(curve, encoded: point) }
    }
    for identifier in 0...2 {
      let group = try #require(try FiniteFieldGroup.standardized(identifier))
      for number in [[0], [1], group.p, [2]] as [[UInt8]] {
        #expect(throws: CryptoError.self) { try group.check(publicKey: number) }
      }
    }
  }

  /// Well-formed files made here.
  private static let seeds: [[UInt8]] = {
    let image = [0xff, 0xd8, 0xff] + [UInt8](repeating: 3, count: 60)
    let face =
      Array("FAC\u{0}010\u{0}".utf8) + [0, 0, 0, 109, 0, 1, 0, 0, 0, 95] + [0, 0]
      + [UInt8](repeating: 0, count: 26) + image
    let template = TLV.encoding(
      0x7f60,
      TLV.encoding(0xa1, [0x82, 1, 2, 0x87, 2, 1, 1, 0x88, 2, 0, 8]) + TLV.encoding(0x5f2e, face))
    let biometric = { (tag: UInt32) in
      TLV.encoding(tag, TLV.encoding(0x7f61, [2, 1, 1] + template))
    }
    let text = { (tag: UInt32, text: String) in TLV.encoding(tag, Array(text.utf8)) }
    let pair = { (number: UInt8, content: [UInt8]) in
      TLV.encoding(0x30, [0x02, 1, number] + content)
    }
    let pairs = (1...16).flatMap { pair($0, text(0x0c, "Nguyễn Văn Thử")) }
    let card = TLV.encoding(
      0x6d, TLV.encoding(0x30, [2, 1, 1, 6, 1, 0x28] + TLV.encoding(0x31, pairs)))
    let zone = text(0x5f1f, MachineReadableZoneTests.card.joined())
    return [
      biometric(0x75), biometric(0x63), biometric(0x76), card, TLV.encoding(0x61, zone),
      TLV.encoding(0x6b, text(0x5f0e, "A<<B") + TLV.encoding(0xa0, text(0x5f0f, "C"))),
      TLV.encoding(0x6c, TLV.encoding(0x5f26, [0x20, 0x24, 1, 1])),
      TLV.encoding(0x65, [2, 1, 1] + TLV.encoding(0x5f40, image)), SmallChip.cardAccess(),
      Array(VietnameseTextTests.code.utf8),
      TLV.encoding(0x77, [0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2, 0, 0]),
    ]
  }()
}

/// A small generator, the same on every machine (SplitMix64).
private struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((value ^ value >> 31) % UInt64(limit))
  }

  mutating func mutation() -> Mutation {
    Mutation(kind: below(7), place: below(1 << 20), value: UInt8(below(256)))
  }
}

/// One change to some bytes.
private struct Mutation: Sendable {
  let kind, place: Int
  let value: UInt8

  var changesStatus: Bool { kind == 6 }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return kind == 0 ? [value] : [] }
    var changed = bytes
    let place = place % bytes.count
    switch kind {
    case 0: changed[place] ^= 1 << (value & 7)
    case 1: changed[place] = value
    case 2: changed.removeSubrange(place...)
    case 3: changed.insert(contentsOf: bytes, at: place)
    case 4: changed[min(1, place)] = value
    case 5: changed += [UInt8](repeating: value, count: 300)
    default: break
    }
    return changed
  }
}
