// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Random bytes for keys and challenges, from OpenSSL's generator, which the system seeds.
public enum RandomBytes {
  /// Makes bytes nobody can predict. Throws `crypto-failed` when the system has no randomness.
  public static func make(_ count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard let length = Int32(exactly: count), RAND_bytes(&bytes, length) == 1 else {
      throw CryptoError(doing: "making random bytes")
    }
    return bytes
  }
}
