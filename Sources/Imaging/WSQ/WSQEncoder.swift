// SPDX-License-Identifier: Apache-2.0

import Bytes

/// From an image to its WSQ file, with parameter set 2 of IAFIS-IC-0110 v3.1.
struct WSQEncoder {
  let kernels: any WSQKernels
  /// Other filters than the standard ones make files that every decoder must read.
  var filters = FilterBank.standard

  /// Compresses to at most about `rate` bits per pixel.
  func encode(_ image: GrayImage, rate: Double) -> [UInt8] {
    let frame = WSQFrame(of: image, kernels: kernels)
    let planes = WaveletPlanes(
      width: image.width, height: image.height, filters: filters, kernels: kernels)
    normalise(image, frame, onto: planes)
    WaveletAnalysis.run(planes)
    let table = BitAllocation(variances: SubbandVariance.all(planes)).table(rate: rate)
    let blocks = quantise(planes, table).map { CoefficientSymbols($0, kernels: kernels) }
    return file(NISTComment(of: image, rate: rate), frame, table, blocks)
  }

  private func normalise(_ image: GrayImage, _ frame: WSQFrame, onto planes: WaveletPlanes) {
    image.pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for y in 0..<image.height {
        kernels.normalise(
          base + y * image.width, count: image.width, shift: Float(frame.shift),
          scale: Float(frame.scale), out: planes.plane(depth: 0) + y * planes.stride)
      }
    }
  }

  /// The bins of the three blocks' transmitted subbands.
  private func quantise(_ planes: WaveletPlanes, _ table: QuantizationTable) -> [[Int16]] {
    var first = 0
    return CodedBlock.lastBands.map { last in
      defer { first = last + 1 }
      return quantise(first...last, planes, table)
    }
  }

  private func quantise(
    _ bands: ClosedRange<Int>, _ planes: WaveletPlanes, _ table: QuantizationTable
  ) -> [Int16] {
    let transmitted = bands.filter { table.bins[$0].isTransmitted }
    let total = transmitted.reduce(0) { $0 + planes.tree.bands[$1].count }
    return [Int16](unsafeUninitializedCapacity: total) { bins, count in
      guard var next = bins.baseAddress else { return }
      for band in transmitted {
        let region = planes.tree.bands[band]
        let width = table.bins[band]
        planes.forEachRow(of: region) { row in
          kernels.quantise(
            row, count: region.columns.count, zero: Float(width.zeroWidth / 2),
            inverse: Float(1 / width.width), out: next)
          next += region.columns.count
        }
      }
      count = total
    }
  }

  private func file(
    _ comment: NISTComment, _ frame: WSQFrame, _ table: QuantizationTable,
    _ blocks: [CoefficientSymbols]
  ) -> [UInt8] {
    let encoders = [
      CoefficientEncoder(for: [blocks[0]]), CoefficientEncoder(for: Array(blocks[1...])),
    ]
    var writer = ByteWriter()
    writer.write(.startOfImage)
    writer.write(.comment, comment.content)
    writer.write(.transformTable, filters.content)
    writer.write(.quantizationTable, table.content)
    writer.write(.startOfFrame, frame.content)
    writer.write(
      .huffmanTables, encoders.enumerated().flatMap { $1.table.content(number: $0) })
    for (block, number) in zip(blocks, CodedBlock.tables) {
      writer.write(.startOfBlock, [UInt8(number)])
      writer.write(encoders[number].bytes(of: block))
    }
    writer.write(.endOfImage)
    return writer.bytes
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ marker: WSQMarker) { write([0xFF, marker.rawValue]) }

  /// Writes a segment: its marker, its length with the two bytes of the length, its content.
  fileprivate mutating func write(_ marker: WSQMarker, _ content: [UInt8]) {
    write(marker)
    write(UInt16(content.count + 2))
    write(content)
  }
}
