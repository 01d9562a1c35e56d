// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import Foundation

/// Keys in a file, sealed under a passphrase by scrypt and AES-256-GCM: the embedded default.
public struct PassphraseProtector: KeyProtector, Hashable {
  /// Fewest characters of a passphrase: unlike a PIN's, its guesses are not counted by anything.
  public static let fewestCharacters = 10

  private let cost: Int
  private let blockSize: Int
  private let parallelization: Int
  private let salt: Data
  /// The storage key, then the private key as PEM.
  private let sealed: Data
  private let publicKey: Data

  /// The public key that signs.
  public var subjectPublicKeyInfo: [UInt8] { Array(publicKey) }

  /// Makes new keys, EC P-256 unless told otherwise. `cost` as in `Scrypt`.
  ///
  /// Throws `key-weak-secret` or `CryptoError`.
  public static func create(
    passphrase: String, kind: PrivateKey.Kind = .p256, cost: Int = Scrypt.usualCost
  ) throws -> PassphraseProtector {
    guard passphrase.count >= fewestCharacters else {
      throw KeyProtectionError.tooShort("passphrase", fewestCharacters)
    }
    let (storageKey, key, scrypt) = (try SecretKey(), try PrivateKey(kind), try Scrypt(cost: cost))
    let plain = try storageKey.withBytes { Array($0) } + key.pem()
    let sealed = try AuthenticatedCipher.seal(
      plain, with: scrypt.key(passphrase: passphrase.precomposed),
      authenticating: key.subjectPublicKeyInfo)
    return PassphraseProtector(
      cost: scrypt.cost, blockSize: scrypt.blockSize, parallelization: scrypt.parallelization,
      salt: Data(scrypt.salt), sealed: Data(sealed), publicKey: Data(key.subjectPublicKeyInfo))
  }

  /// Gives the keys.
  public func unlock(_ secret: String) throws -> UnlockedKeys {
    let scrypt: Scrypt
    do throws(CryptoError) {
      scrypt = try Scrypt(
        salt: Array(salt), cost: cost, blockSize: blockSize, parallelization: parallelization)
    } catch {
      throw KeyProtectionError.damaged(error)
    }
    let key = try scrypt.key(passphrase: secret.precomposed)
    let plain: [UInt8]
    do throws(CryptoError) {
      plain = try AuthenticatedCipher.open(
        Array(sealed), with: key, authenticating: subjectPublicKeyInfo)
    } catch {
      // A changed file looks the same as a wrong passphrase; the latter is what happens.
      guard error.reason == .tampered else { throw KeyProtectionError.damaged(error) }
      throw KeyProtectionError(
        .wrongSecret,
        """
        The passphrase is wrong. Type it again, with the right keyboard layout; only a copy of the file \
        helps where it was changed.
        """)
    }
    do throws(CryptoError) {
      return UnlockedKeys(
        storageKey: try SecretKey(Array(plain.prefix(SecretKey.count))),
        signingKey: try PrivateKey(pem: Array(plain.dropFirst(SecretKey.count))))
    } catch {
      throw KeyProtectionError.damaged(error)
    }
  }
}

extension String {
  /// Unicode form NFC, so that every keyboard's way to type a letter is the same secret.
  var precomposed: String { precomposedStringWithCanonicalMapping }
}
