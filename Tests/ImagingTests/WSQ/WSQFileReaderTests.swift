// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Imaging

/// Files that other encoders write, and files that nobody should.
@Suite("WSQ segments")
struct WSQFileReaderTests {
  private func pixels(_ bytes: [UInt8]) throws -> [UInt8] { try ImageFile.decode(bytes).pixels }

  private func code(_ pieces: WSQPieces) -> String? {
    #expect(throws: ImageError.self) { try ImageFile.decode(pieces.bytes) }?.code
  }

  @Test(
    "Filters of other lengths are taken from the file",
    arguments: [
      FilterBank.fiveThree, .haar, .twoSix,
    ])
  func filters(_ filters: FilterBank) throws {
    let image = try TestPictures.grating(period: 9, width: 75, height: 50)
    let bytes = try WSQPieces.file(75, 50, rate: 5, filters: filters).bytes
    let errors = zip(try pixels(bytes), image.pixels).map { abs(Int($0) - Int($1)) }
    #expect(try #require(errors.max()) <= 16)
  }

  @Test("Restart markers may stand between any two codes")
  func restarts() throws {
    let original = try WSQPieces.file(120, 90)
    let file = try WSQFileReader.read(original.bytes, limits: .standard)
    let expected = try pixels(original.bytes)
    for interval in [1, 7, 100, 5000] {
      let bytes = try Restarts.file(original, bins: file.bins, interval: interval)
      #expect(try pixels(bytes) == expected, "every \(interval) coefficients")
    }
  }

  @Test("A restart marker out of turn is damage")
  func restartOrder() throws {
    let original = try WSQPieces.file(120, 90)
    let file = try WSQFileReader.read(original.bytes, limits: .standard)
    var bytes = try Restarts.file(original, bins: file.bins, interval: 100)
    let third = try #require(
      bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xB2 })
    bytes[third + 1] = 0xB3
    let error = #expect(throws: ImageError.self) { try ImageFile.decode(bytes) }
    #expect(error?.code == "damaged")
  }

  @Test("Comments anywhere, fill bytes and bytes beyond the end are passed over")
  func comments() throws {
    let original = try WSQPieces.file(70, 50)
    let expected = try pixels(original.bytes)
    let comment = WSQPieces.Piece(marker: WSQMarker.comment.rawValue, content: Array("hello".utf8))
    for place in 0...original.pieces.count {
      var pieces = original
      pieces.pieces.insert(comment, at: place)
      #expect(try pixels(pieces.bytes) == expected)
      let filled: [UInt8] = pieces.pieces.flatMap { [0xFF, 0xFF, 0xFF] + $0.bytes as [UInt8] }
      #expect(try pixels([0xFF, 0xA0] + filled + [0xFF, 0xFF, 0xA1, 1, 2, 3]) == expected)
    }
  }

  @Test("Tables may come each in its own segment, right before their block")
  func separateTables() throws {
    let original = try WSQPieces.file(70, 50)
    let place = try #require(original.places(of: .huffmanTables).first)
    let content = original.pieces[place].content
    let first = 17 + content[1...16].reduce(0) { $0 + Int($1) }
    var pieces = original
    pieces.pieces[place].content = Array(content[..<first])
    let second = WSQPieces.Piece(
      marker: WSQMarker.huffmanTables.rawValue, content: Array(content[first...]))
    pieces.pieces.insert(second, at: pieces.places(of: .startOfBlock)[1])
    #expect(try pixels(pieces.bytes) == pixels(original.bytes))
  }

  @Test(
    "The resolution is the NIST comment's",
    arguments: [
      ("NIST_COM 2\nPPI 500\n", 500), ("NIST_COM 2\nPPI\t 499", 499), ("NIST_COM 1\n", nil),
      ("NIST_COM 2\nPPI 255\n", nil), ("NIST_COM 2\nPPI -1\n", nil), ("PPI 500", nil),
      ("NIST_COM 3\nPPI 400\nPPI 508\n", 508), ("NIST_COM 2\nPPI 500\0PPI 9", 500),
      ("NIST_COM 2\nPPI five\n", nil), ("", nil),
    ] as [(String, Double?)])
  func resolution(text: String, ppi: Double?) throws {
    var pieces = try WSQPieces.file(40, 40)
    pieces.pieces[0].content = Array(text.utf8)
    #expect(try ImageFile.decode(pieces.bytes).resolution?.pixelsPerInch == ppi)
  }

  @Test(
    "A missing segment is damage",
    arguments: [
      WSQMarker.transformTable, .quantizationTable, .startOfFrame, .huffmanTables, .startOfBlock,
    ])
  func missing(marker: WSQMarker) throws {
    for place in try WSQPieces.file(70, 50).places(of: marker) {
      var pieces = try WSQPieces.file(70, 50)
      pieces.pieces.remove(at: place)
      #expect(code(pieces) == "damaged")
    }
  }

  @Test("A block twice is damage")
  func twice() throws {
    var pieces = try WSQPieces.file(70, 50)
    let place = try #require(pieces.places(of: .startOfBlock).last)
    pieces.pieces.append(pieces.pieces[place])
    #expect(code(pieces) == "damaged")
  }

  @Test("A size beyond the limits is refused before memory is taken")
  func tooLarge() throws {
    for (width, height) in [(60_000, 60_000), (17_000, 10), (5000, 5000)] {
      var pieces = try WSQPieces.file(70, 50)
      let place = try #require(pieces.places(of: .startOfFrame).first)
      pieces.pieces[place].content.replaceSubrange(
        2..<6, with: [height >> 8, height & 0xFF, width >> 8, width & 0xFF].map { UInt8($0) })
      #expect(code(pieces) == "too-large")
    }
  }

  @Test(
    "Filters that are none are damage",
    arguments: [
      [0, 7], [9, 0], [9, 8], [1, 7], [33, 7], [255, 255], [9, 9],
    ] as [[UInt8]])
  func badFilters(lengths: [UInt8]) throws {
    var pieces = try WSQPieces.file(70, 50)
    let place = try #require(pieces.places(of: .transformTable).first)
    pieces.pieces[place].content.replaceSubrange(0..<2, with: lengths)
    #expect(code(pieces) == "damaged")
  }

  @Test("Huffman tables that are none are damage")
  func badTables() throws {
    let original = try WSQPieces.file(70, 50)
    let place = try #require(original.places(of: .huffmanTables).first)
    for (offset, value) in [(0, 8), (1, 3), (2, 255), (16, 200)] as [(Int, UInt8)] {
      var pieces = original
      pieces.pieces[place].content[offset] = value
      #expect(code(pieces) == "damaged")
    }
    var pieces = original
    let block = try #require(original.places(of: .startOfBlock).first)
    for number in [2, 8, 255] as [UInt8] {
      pieces.pieces[block].content = [number]
      #expect(code(pieces) == "damaged")
    }
  }
}

/// Writes a file's coefficients again with restart markers.
private enum Restarts {
  static func file(
    _ original: WSQPieces, bins: [Int16], interval: Int
  ) throws -> [UInt8] {
    let symbols = stride(from: 0, to: bins.count, by: interval).map {
      CoefficientSymbols(
        Array(bins[$0..<min($0 + interval, bins.count)]), kernels: Kernels.plain.wsq)
    }
    let encoder = CoefficientEncoder(for: symbols)
    var pieces = original
    let blocks = pieces.places(of: .startOfBlock)
    pieces.pieces.removeSubrange(blocks[1]...blocks[2])
    let tables = try #require(pieces.places(of: .huffmanTables).first)
    pieces.pieces[tables].content = encoder.table.content(number: 0)
    pieces.pieces[blocks[0]].data = symbols.enumerated().flatMap { number, part in
      (number == 0 ? [] : [0xFF, 0xB0 + UInt8((number - 1) & 7)]) + encoder.bytes(of: part)
    }
    pieces.pieces.insert(
      WSQPieces.Piece(marker: WSQMarker.restartInterval.rawValue, content: [0, 1]), at: 0)
    return pieces.bytes
  }
}
