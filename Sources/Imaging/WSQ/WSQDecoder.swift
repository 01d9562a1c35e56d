// SPDX-License-Identifier: Apache-2.0

/// From a WSQ file to its image.
struct WSQDecoder {
  let kernels: any WSQKernels

  /// Takes a whole file. Throws `damaged`, `truncated`, `too-large`.
  func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    let file = try WSQFileReader.read(bytes, limits: limits)
    let planes = WaveletPlanes(
      width: file.frame.width, height: file.frame.height, filters: file.filters, kernels: kernels)
    dequantise(file, onto: planes)
    WaveletSynthesis.run(planes)
    let pixels = grey(of: planes, file.frame)
    guard
      let image = GrayImage(
        width: file.frame.width, height: file.frame.height, pixels: pixels,
        resolution: file.resolution)
    else {
      throw ImageError.tooManyPixels(file.frame.width, file.frame.height, limits, format: "WSQ")
    }
    return image
  }

  /// Puts the coefficients back into their bins; subbands that were not transmitted become zero.
  private func dequantise(_ file: WSQFile, onto planes: WaveletPlanes) {
    file.bins.withUnsafeBufferPointer { bins in
      guard var next = bins.baseAddress else { return planes.tree.bands.forEach(planes.clear) }
      for (band, table) in zip(planes.tree.bands, file.quantization.bins) {
        guard table.isTransmitted else {
          planes.clear(band)
          continue
        }
        let offset = table.zeroWidth / 2 - file.quantization.centre * table.width
        planes.forEachRow(of: band) { row in
          kernels.dequantise(
            next, count: band.columns.count, width: Float(table.width), offset: Float(offset),
            out: row)
          next += band.columns.count
        }
      }
    }
  }

  private func grey(of planes: WaveletPlanes, _ frame: WSQFrame) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: frame.width * frame.height) { pixels, count in
      for y in 0..<frame.height {
        guard let base = pixels.baseAddress else { return }
        kernels.grey(
          planes.plane(depth: 0) + y * planes.stride, count: frame.width, shift: Float(frame.shift),
          scale: Float(frame.scale),
          out: base + y * frame.width)
      }
      count = frame.width * frame.height
    }
  }
}
