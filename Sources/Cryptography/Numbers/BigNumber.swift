// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A non-negative number of OpenSSL that frees, and wipes, itself.
struct BigNumber: ~Copyable {
  let pointer: OpaquePointer

  /// Zero.
  init() throws(CryptoError) {
    guard let pointer = BN_new() else { throw CryptoError(doing: "making a number") }
    self.pointer = pointer
  }

  /// The number of these bytes, the highest first.
  init(_ bytes: [UInt8]) throws(CryptoError) {
    guard bytes.count <= 4096, let pointer = BN_bin2bn(bytes, Int32(bytes.count), nil) else {
      throw CryptoError(.wrongLength, doing: "taking a number")
    }
    self.pointer = pointer
  }

  init(_ word: UInt) throws(CryptoError) {
    try self.init(withUnsafeBytes(of: word.bigEndian) { Array($0) })
  }

  /// Takes over a number that OpenSSL made.
  init?(owning pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { BN_clear_free(pointer) }

  /// The bytes, the highest first, with zeros in front up to `count`. Throws when it has more.
  func bytes(count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(pointer, &bytes, Int32(count)) == Int32(count) else {
      throw CryptoError(.wrongLength, doing: "writing a number")
    }
    return bytes
  }

  /// Bytes it needs without zeros in front.
  var byteCount: Int { (bitCount + 7) / 8 }
  var bitCount: Int { Int(BN_num_bits(pointer)) }
  var isZero: Bool { BN_is_zero(pointer) == 1 }

  func isLess(than other: borrowing BigNumber) -> Bool { BN_cmp(pointer, other.pointer) < 0 }
  func equals(_ other: borrowing BigNumber) -> Bool { BN_cmp(pointer, other.pointer) == 0 }

  /// A number from 1 up to, but not including, `limit`, from the system's random source.
  static func random(below limit: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let number = try BigNumber()
    for _ in 0..<64 {
      guard BN_priv_rand_range(number.pointer, limit.pointer) == 1 else { break }
      if !number.isZero { return number }
    }
    throw CryptoError(doing: "choosing a random number")
  }
}
