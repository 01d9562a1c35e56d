// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// The pseudo-random function R(s, t) of PACE's integrated mapping (ICAO Doc 9303-11, clause 4.4.3.3.2).
public enum PseudoRandomNumber {
  /// Stretches the chip's nonce `s` and the terminal's `t` to at least 64 bits more than the prime has.
  ///
  /// k0 = E(t, s), x_i = E(k_{i-1}, c1), k_i = E(k_{i-1}, c0), with as many rounds of l bits as needed.
  public static func number(
    s: [UInt8], t: [UInt8], cipher: ChipCipher, primeBits: Int
  ) throws(CryptoError) -> [UInt8] {
    // The function works on l bits, the length of the nonce: one or two blocks of the cipher.
    let constants = cipher.keyBytes == 16 ? short : long
    let rounds = (primeBits + 64 + 8 * s.count - 1) / (8 * s.count)
    var key = try encrypted(s, t, cipher)
    var number: [UInt8] = []
    for _ in 0..<rounds {
      number += try encrypted(constants.c1, key, cipher)
      key = try encrypted(constants.c0, key, cipher)
    }
    return number
  }

  private static func encrypted(
    _ message: [UInt8], _ key: [UInt8], _ cipher: ChipCipher
  ) throws(CryptoError) -> [UInt8] {
    try cipher.blockCipher(key: Array(key.prefix(cipher.keyBytes))).encrypt(message)
  }

  private static let short = (
    c0: bytes(0xa668_892a_7c41_e3ca, 0x739f_40b0_57d8_5904),
    c1: bytes(0xa4e1_36ac_725f_738b, 0x01c1_f602_17c1_88ad)
  )
  private static let long = (
    c0: bytes(
      0xd463_d652_3412_4ef7, 0x8970_5498_6dca_0a17, 0x4e28_df75_8cba_a03f, 0x2406_1641_4d5a_1676),
    c1: bytes(
      0x54bd_7255_f0aa_f831, 0xbec3_423f_cf39_d69b, 0x6cbf_0666_77d0_faae, 0x5aad_d99d_f8e5_3517)
  )

  private static func bytes(_ words: UInt64...) -> [UInt8] {
    words.flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }
}
