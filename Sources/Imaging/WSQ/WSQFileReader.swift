// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// Reads the segments of a WSQ file (IAFIS-IC-0110 v3.1, annex B) and decodes its blocks to bins.
///
/// Segments may come in any order that defines things before they are used, tables may be redefined
/// between blocks, and there may be any number of blocks, as long as every coefficient comes. Fill
/// bytes before markers, comments anywhere and bytes beyond the end marker are passed over.
struct WSQFileReader {
  private let limits: ImageLimits
  private var reader: ByteReader
  private var frame: WSQFrame?
  private var filters: FilterBank?
  private var quantization: QuantizationTable?
  private var tables = [HuffmanTable?](repeating: nil, count: HuffmanTable.maximumTables)
  private var coefficients: CoefficientDecoder?
  private var resolution: Resolution?

  /// Reads a whole file. Throws `damaged`, `truncated`, `too-large`.
  static func read(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> WSQFile {
    var file = WSQFileReader(limits: limits, reader: ByteReader(bytes))
    guard try file.readMarker() == WSQMarker.startOfImage.rawValue else {
      throw file.damaged("a start of image")
    }
    while try file.readSegment() {}
    return try file.finished()
  }

  private init(limits: ImageLimits, reader: ByteReader) {
    self.limits = limits
    self.reader = reader
  }

  /// Reads the next segment; false at the end of the image.
  private mutating func readSegment() throws(ImageError) -> Bool {
    switch WSQMarker(rawValue: try readMarker()) {
    case .endOfImage: return false
    case .startOfFrame: try readFrame()
    case .transformTable: filters = try readContent(FilterBank.init)
    case .quantizationTable: try readQuantization()
    case .huffmanTables: try readHuffmanTables()
    case .comment: try readComment()
    case .startOfBlock: try readBlock()
    // How often restart markers come is not needed: they are seen when they come.
    case .restartInterval: _ = try readContent { content throws(MalformedData) in content }
    case .startOfImage, nil: throw damaged("a segment of a WSQ image")
    }
    return true
  }

  private mutating func readFrame() throws(ImageError) {
    let frame = try readContent(WSQFrame.init)
    guard self.frame == nil else { throw damaged("one frame header") }
    let memory =
      WaveletPlanes.memory(width: frame.width, height: frame.height)
      + frame.width * frame.height * (MemoryLayout<Int16>.stride + 1)
    guard frame.width <= limits.side, frame.height <= limits.side,
      frame.width * frame.height <= limits.pixels, memory <= limits.memory
    else { throw ImageError.tooManyPixels(frame.width, frame.height, limits, format: "WSQ") }
    self.frame = frame
  }

  private mutating func readQuantization() throws(ImageError) {
    guard coefficients == nil else { throw damaged("one quantization table before the blocks") }
    quantization = try readContent(QuantizationTable.init)
  }

  private mutating func readHuffmanTables() throws(ImageError) {
    var tables = tables
    try readContent { content throws(MalformedData) in
      var content = content
      repeat {
        let (number, table) = try HuffmanTable.read(&content)
        tables[number] = table
      } while content.remaining > 0
    }
    self.tables = tables
  }

  private mutating func readComment() throws(ImageError) {
    let comment = try readContent { content throws(MalformedData) in content.rest }
    resolution = resolution ?? NISTComment(comment)?.resolution
  }

  /// Reads the content of the segment whose marker was just read.
  private mutating func readContent<Value>(
    _ read: (ByteReader) throws(MalformedData) -> Value
  ) throws(ImageError) -> Value {
    guard let length = reader.rest.prefix(2).bigEndian, Int(length) <= reader.remaining else {
      throw truncated
    }
    return try ImageError.damaged("WSQ") { () throws(MalformedData) in
      var segment = try reader.readPart(Int(length), "a segment")
      _ = try segment.readUInt16("a segment length")
      return try read(try segment.readPart(segment.remaining, "a segment"))
    }
  }

  /// The next marker's code, whatever it is.
  private mutating func readMarker() throws(ImageError) -> UInt8 {
    let fill = reader.rest.prefix { $0 == 0xFF }.count
    guard fill > 0 || reader.remaining == 0 else { throw damaged("a marker") }
    guard reader.remaining > fill else { throw truncated }
    return try ImageError.damaged("WSQ") { () throws(MalformedData) in
      _ = try reader.readBytes(fill, "a marker")
      return try reader.readUInt8("a marker")
    }
  }

  private mutating func skip(_ count: Int) throws(ImageError) {
    try ImageError.damaged("WSQ") { () throws(MalformedData) in
      _ = try reader.readBytes(count, "coded data")
    }
  }
}

// Blocks.
extension WSQFileReader {
  private mutating func readBlock() throws(ImageError) {
    let number = Int(
      try readContent { content throws(MalformedData) in
        var content = content
        return try content.readUInt8("a Huffman table's number")
      })
    guard tables.indices.contains(number), let table = tables[number] else {
      throw damaged("a block with a Huffman table that was defined")
    }
    if coefficients == nil { coefficients = try newCoefficients() }
    try readIntervals(HuffmanDecoder(table))
  }

  private func newCoefficients() throws(ImageError) -> CoefficientDecoder {
    guard let frame, let quantization else {
      throw damaged("a frame header and a quantization table before the first block")
    }
    let bands = SubbandTree(width: frame.width, height: frame.height).bands
    return CoefficientDecoder(
      counts: zip(bands, quantization.bins).map { $1.isTransmitted ? $0.count : 0 })
  }

  /// Reads coded data up to a marker that is no restart.
  private mutating func readIntervals(_ table: HuffmanDecoder) throws(ImageError) {
    var restart: UInt8?
    repeat {
      let interval = CodedInterval(startOf: reader.rest)
      try skip(interval.length)
      do throws(CoefficientDecoder.Failure) {
        try coefficients?.decode(interval, with: table)
      } catch {
        throw reader.remaining == 0 ? truncated : damaged(error.expected)
      }
    } while try readRestart(after: &restart)
  }

  /// Reads a restart marker, one more than the last; false where another marker follows.
  private mutating func readRestart(after last: inout UInt8?) throws(ImageError) -> Bool {
    let code = reader.rest.first { $0 != 0xFF }
    guard let code, WSQMarker.restarts.contains(code) else { return false }
    if let last, code & 7 != (last + 1) & 7 { throw damaged("restart marker \((last + 1) & 7)") }
    last = try readMarker()
    return true
  }

  private mutating func finished() throws(ImageError) -> WSQFile {
    guard let frame, let filters, let quantization else {
      throw damaged("a frame header, a transform table and a quantization table")
    }
    if coefficients == nil { coefficients = try newCoefficients() }
    guard let coefficients, coefficients.isComplete else {
      throw damaged("blocks with all coefficients")
    }
    return WSQFile(
      frame: frame, filters: filters, quantization: quantization, bins: coefficients.bins,
      resolution: resolution)
  }
}

// Errors.
extension WSQFileReader {
  private func damaged(_ expected: String) -> ImageError {
    ImageError(
      .damaged, "The WSQ data are broken \(reader.malformed(expected)). Fetch the file again.")
  }

  private var truncated: ImageError {
    ImageError(.truncated, "The WSQ data end before the image does. Fetch the file again.")
  }
}

extension CoefficientDecoder.Failure {
  fileprivate var expected: String {
    switch self {
    case .undefinedCode: "codes of the Huffman table"
    case .cutCode: "whole codes up to the marker"
    case .tooMany: "no more coefficients than the image has"
    case .tooLarge: "coefficients of at most 16 bits"
    }
  }
}

extension ArraySlice<UInt8> {
  /// Two bytes as a number; nil where there are fewer.
  fileprivate var bigEndian: UInt16? {
    count < 2 ? nil : UInt16(self[startIndex]) << 8 | UInt16(self[startIndex + 1])
  }
}
