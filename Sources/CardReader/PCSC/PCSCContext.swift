// SPDX-License-Identifier: Apache-2.0

import CPCSC
import Glibc
import USB

/// A connection to pcscd. Its calls block, and pcsclite serves one of them at a time: they run in turn
/// on threads of their own, never on Swift's few.
final class PCSCContext: Sendable {
  private let handle: SCARDCONTEXT
  private let isReleased = Locked(false)

  /// Where pcscd listens: the system's socket, or the one of the environment (pcscd(8)).
  static var socket: String {
    getenv("PCSCLITE_CSOCK_NAME").map { String(cString: $0) } ?? "/run/pcscd/pcscd.comm"
  }

  /// Whether pcscd runs, or systemd listens for it.
  static var isServed: Bool { access(socket, F_OK) == 0 }

  /// Connects. Throws `no-reader` when nobody answers, `reader-not-permitted` when we may not.
  init() async throws(CardError) {
    handle = try await onOwnThread { () throws(CardError) in
      var handle = SCARDCONTEXT()
      let code = SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle)
      if let error = CardError(pcsc: code, doing: "connecting to pcscd") { throw error }
      return handle
    }
  }

  deinit { release() }

  /// Ends the connection, and with it everything that was made by it.
  func release() {
    let wasReleased = isReleased.withLock { isReleased in
      defer { isReleased = true }
      return isReleased
    }
    if !wasReleased { SCardReleaseContext(handle) }
  }

  /// Ends a wait for a change.
  func cancel() { SCardCancel(handle) }

  /// Most bytes of the list of names; a reader has at most 128.
  private static let mostNames = 16_384

  /// The readers that pcscd has.
  func readers() async throws(CardError) -> [String] {
    try await onOwnThread { [handle] () throws(CardError) in
      var names = [CChar](repeating: 0, count: Self.mostNames)
      var count = DWORD(names.count)
      let code = SCardListReaders(handle, nil, &names, &count)
      if code == LONG(SCARD_E_NO_READERS_AVAILABLE) { return [] }
      if let error = CardError(pcsc: code, doing: "listing the readers of pcscd") { throw error }
      return names.prefix(Int(count)).split(separator: 0).map { name in
        String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
  }

  /// State of a reader as pcscd counts it.
  struct State: Sendable, Hashable {
    var flags = DWORD(SCARD_STATE_UNAWARE)

    var hasCard: Bool { flags & DWORD(SCARD_STATE_PRESENT) != 0 }
    var isGone: Bool { flags & DWORD(SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE) != 0 }
  }

  /// Waits until the reader is in another state than `known`; gives `known` when time is up. Blocks.
  func change(
    of reader: String, from known: State, within milliseconds: Int
  ) throws(CardError) -> State {
    let (code, flags) = reader.withCString { name in
      var state = SCARD_READERSTATE()
      state.szReader = name
      state.dwCurrentState = known.flags
      let code = SCardGetStatusChange(handle, DWORD(milliseconds), &state, 1)
      return (code, state.dwEventState)
    }
    if code == LONG(SCARD_E_TIMEOUT) { return known }
    if let error = CardError(pcsc: code, doing: "waiting for a card") { throw error }
    return State(flags: flags & ~DWORD(SCARD_STATE_CHANGED))
  }

  /// Connects to the card in a reader. Blocks.
  func connect(
    to reader: String, exclusively: Bool
  ) throws(CardError) -> (card: SCARDHANDLE, used: DWORD) {
    var (card, used) = (SCARDHANDLE(), DWORD())
    let sharing = DWORD(exclusively ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED)
    let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
    let code = SCardConnect(handle, reader, sharing, protocols, &card, &used)
    if let error = CardError(pcsc: code, doing: "connecting to the card") { throw error }
    return (card, used)
  }
}
