// SPDX-License-Identifier: Apache-2.0

/// A valid 8-bit grey PNG of a slanted grating, with stored (uncompressed) data.
func syntheticPNG(width: Int, height: Int) -> [UInt8] {
  var rows: [UInt8] = []
  for y in 0..<height {
    rows.append(0)  // filter: none
    rows += (0..<width).map { x in (x + y / 2) % 9 < 4 ? 40 : 210 }
  }
  let density = bigEndian(19685)
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    + chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0])
    + chunk("pHYs", density + density + [1])
    + chunk("IDAT", stored(rows))
    + chunk("IEND", [])
}

private func bigEndian(_ value: Int) -> [UInt8] {
  (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xff) }
}

private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(type.utf8) + data
  return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
private func stored(_ data: [UInt8]) -> [UInt8] {
  var stream: [UInt8] = [0x78, 0x01]
  for start in stride(from: 0, to: data.count, by: 65535) {
    let block = data[start..<min(start + 65535, data.count)]
    let (low, high) = (UInt8(block.count & 0xff), UInt8(block.count >> 8))
    stream += [start + 65535 >= data.count ? 1 : 0, low, high, ~low, ~high] + block
  }
  let sums = data.reduce((a: 1, b: 0)) {
    (($0.a + Int($1)) % 65521, ($0.b + $0.a + Int($1)) % 65521)
  }
  return stream + bigEndian(sums.b << 16 | sums.a)
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
    }
  }
}
