// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Where challenges and private keys come from: the system, or in tests a standard's worked example.
public protocol RandomSource: Sendable {
  /// Random bytes.
  func bytes(_ count: Int) throws(CryptoError) -> [UInt8]

  /// A private key of a group.
  func privateKey(of group: DomainParameters) throws(CryptoError) -> [UInt8]
}

/// OpenSSL's generator, seeded by the system.
public struct SystemRandom: RandomSource {
  /// The only one there is.
  public init() {}

  /// Random bytes, unpredictable.
  public func bytes(_ count: Int) throws(CryptoError) -> [UInt8] { try RandomBytes.make(count) }

  /// A private key of a group.
  public func privateKey(of group: DomainParameters) throws(CryptoError) -> [UInt8] {
    try group.randomPrivateKey()
  }
}
