// SPDX-License-Identifier: Apache-2.0

import CPKCS11
import Glibc

/// A vendor's PKCS #11 library, loaded while the program runs; never unloaded, as libraries do not stand
/// that.
struct TokenModule {
  let functions: cryptoki_functions
  let path: String

  /// Loads a library. Throws `key-device`.
  init(path: String) throws(KeyProtectionError) {
    // A name without folder would be searched for in places that others may write to.
    guard path.hasPrefix("/"), let library = dlopen(path, RTLD_NOW | RTLD_LOCAL),
      let symbol = dlsym(library, "C_GetFunctionList"), let list = cryptoki_as_list(symbol)
    else {
      throw KeyProtectionError(
        .device,
        """
        \(path) is no PKCS #11 library that can be loaded. Name the whole path of the token's own \
        library, such as /usr/lib/softhsm/libsofthsm2.so.
        """)
    }
    var functions: UnsafeMutablePointer<cryptoki_functions>?
    guard list(&functions) == Cryptoki.ok, let functions else {
      throw Self.refused("listing its functions", 0, path)
    }
    self.functions = functions.pointee
    self.path = path
    var start = cryptoki_start()
    start.flags = Cryptoki.useSystemLocks
    let status = self.functions.initialize(&start)
    guard status == Cryptoki.ok || status == Cryptoki.alreadyInitialized else {
      throw refused("starting", status)
    }
  }

  /// The slot of the token with a label, or of the only token.
  func slot(of label: String?) throws(KeyProtectionError) -> UInt {
    var slots = [cryptoki_number](repeating: 0, count: 64)
    var count = cryptoki_number(slots.count)
    let status = functions.slots(1, &slots, &count)
    guard status == Cryptoki.ok else { throw refused("looking for tokens", status) }
    let fitting = slots.prefix(Int(clamping: count)).filter { slot in
      // An empty label is of a token that nobody set up.
      let found = token(in: slot).map { Self.text($0.label) } ?? ""
      return label == nil ? !found.isEmpty : found == label
    }
    guard let first = fitting.first, fitting.count == 1 else {
      throw KeyProtectionError(
        .device,
        """
        \(fitting.count) tokens fit at \(path), and one is wanted. Plug it in, or name it by its label \
        (`pkcs11-tool --list-slots` shows labels).
        """)
    }
    return first
  }

  func token(in slot: UInt) -> cryptoki_token? {
    var token = cryptoki_token()
    return functions.token(slot, &token) == Cryptoki.ok ? token : nil
  }

  func refused(_ doing: String, _ status: UInt) -> KeyProtectionError {
    Self.refused(doing, status, path)
  }

  private static func refused(
    _ doing: String, _ status: UInt, _ path: String
  ) -> KeyProtectionError {
    KeyProtectionError(
      .device,
      """
      The token at \(path) refused while \(doing), with PKCS #11 code 0x\(String(status, radix: 16)). \
      Plug it in again, and see whether it can make EC P-256 keys (`pkcs11-tool -M`).
      """)
  }

  /// A text filled up with blanks.
  private static func text<Field>(_ field: Field) -> String {
    let bytes = withUnsafeBytes(of: field) { Array($0) }
    let end = bytes.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
    return String(decoding: bytes.prefix(end), as: UTF8.self)
  }
}
