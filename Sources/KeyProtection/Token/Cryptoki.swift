// SPDX-License-Identifier: Apache-2.0

/// The numbers of PKCS #11 that are used (Base Specification and Current Mechanisms 2.40).
enum Cryptoki {
  static let ok: UInt = 0
  static let alreadyInitialized: UInt = 0x191
  static let alreadyLoggedIn: UInt = 0x100
  static let pinIncorrect: UInt = 0xa0
  static let pinInvalid: UInt = 0xa1
  static let pinLength: UInt = 0xa2
  static let pinLocked: UInt = 0xa4

  static let useSystemLocks: UInt = 2
  static let serialSession: UInt = 4
  static let writableSession: UInt = 2
  static let user: UInt = 1

  // Flags of a token.
  static let pinCountLow: UInt = 0x1_0000
  static let pinFinalTry: UInt = 0x2_0000
  static let pinIsLocked: UInt = 0x4_0000

  // Kinds of objects.
  static let data: UInt = 0
  static let publicKey: UInt = 2
  static let privateKey: UInt = 3

  // Attributes.
  static let kind: UInt = 0x00
  static let onToken: UInt = 0x01
  static let isPrivate: UInt = 0x02
  static let label: UInt = 0x03
  static let application: UInt = 0x10
  static let value: UInt = 0x11
  static let identifier: UInt = 0x102
  static let sensitive: UInt = 0x103
  static let sign: UInt = 0x108
  static let verify: UInt = 0x10a
  static let extractable: UInt = 0x162
  static let ecParameters: UInt = 0x180
  static let ecPoint: UInt = 0x181

  // Mechanisms.
  static let makeECKeys: UInt = 0x1040
  static let ecdsa: UInt = 0x1041
}
