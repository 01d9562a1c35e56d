// SPDX-License-Identifier: Apache-2.0

import CPCSC

extension CardError {
  /// What a return value of PC/SC means (PC/SC part 5; pcsclite's winscard.h); nil for success.
  init?(pcsc code: LONG, doing: String) {
    guard code != LONG(SCARD_S_SUCCESS) else { return nil }
    self.init(Self.reason(code), doing: doing, cause: PCSCCode(value: code))
  }

  private static func reason(_ code: LONG) -> Reason {
    switch code {
    case LONG(SCARD_E_NO_SERVICE), LONG(SCARD_E_SERVICE_STOPPED), LONG(SCARD_E_UNKNOWN_READER),
      LONG(SCARD_E_NO_READERS_AVAILABLE):
      .noReader
    case LONG(SCARD_E_READER_UNAVAILABLE), LONG(SCARD_E_INVALID_HANDLE): .readerGone
    case LONG(SCARD_E_NO_SMARTCARD), LONG(SCARD_W_REMOVED_CARD): .noCard
    case LONG(SCARD_E_SHARING_VIOLATION), LONG(SCARD_W_RESET_CARD): .busy
    case LONG(SCARD_E_NO_ACCESS), LONG(SCARD_W_SECURITY_VIOLATION): .notPermitted
    case LONG(SCARD_W_UNRESPONSIVE_CARD), LONG(SCARD_W_UNPOWERED_CARD), LONG(SCARD_E_TIMEOUT):
      .mute
    case LONG(SCARD_E_CANCELLED): .cancelled
    case LONG(SCARD_E_UNSUPPORTED_FEATURE), LONG(SCARD_E_READER_UNSUPPORTED),
      LONG(SCARD_E_CARD_UNSUPPORTED), LONG(SCARD_W_UNSUPPORTED_CARD), LONG(SCARD_E_NO_MEMORY):
      .notSupported
    default: .protocolBroken
    }
  }
}

/// A return value of PC/SC, for bug reports.
struct PCSCCode: Error, Sendable, Hashable, CustomStringConvertible {
  let value: LONG

  var description: String { "PC/SC 0x\(String(UInt32(truncatingIfNeeded: value), radix: 16))" }
}
