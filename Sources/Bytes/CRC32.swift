// SPDX-License-Identifier: Apache-2.0

/// CRC-32 of ISO 3309, as PNG uses it.
public enum CRC32 {
  /// The checksum of bytes; 0 for none.
  public static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crc, byte in
      (crc ^ UInt32(byte)).stepped(8)
    }
  }
}

extension UInt32 {
  fileprivate func stepped(_ bits: Int) -> UInt32 {
    var crc = self
    for _ in 0..<bits { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xedb8_8320 : 0) }
    return crc
  }
}
