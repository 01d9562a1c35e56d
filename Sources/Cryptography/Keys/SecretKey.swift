// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A key of 32 bytes for AES-256-GCM: overwritten when nobody holds it any more, never printed.
public final class SecretKey: @unchecked Sendable, Equatable, CustomStringConvertible {
  /// Bytes of a key.
  public static let count = 32

  // Written in `init` only; the class guards nothing else, so it may go to any thread.
  private let storage: UnsafeMutableRawBufferPointer

  /// Makes a key nobody can predict. Throws `crypto-failed` when the system has no randomness.
  public convenience init() throws(CryptoError) {
    var bytes = try RandomBytes.make(Self.count)
    defer { OPENSSL_cleanse(&bytes, bytes.count) }
    try self.init(bytes)
  }

  /// Takes 32 bytes; the caller's copy stays the caller's to forget.
  ///
  /// Throws `crypto-wrong-length` for any other number.
  public init(_ bytes: [UInt8]) throws(CryptoError) {
    guard bytes.count == Self.count else {
      throw CryptoError(.wrongLength, doing: "taking a secret key")
    }
    storage = .allocate(byteCount: Self.count, alignment: 16)
    storage.copyBytes(from: bytes)
  }

  deinit {
    OPENSSL_cleanse(storage.baseAddress, storage.count)
    storage.deallocate()
  }

  /// Lets `body` read the 32 bytes, to wrap the key under another; keep no copy.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(storage))
  }

  /// Compares in constant time.
  public static func == (one: SecretKey, other: SecretKey) -> Bool {
    CRYPTO_memcmp(one.storage.baseAddress, other.storage.baseAddress, count) == 0
  }

  /// Says only that it is a key.
  public var description: String { "secret key" }
}
