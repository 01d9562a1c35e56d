// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import USB

/// A vendor's program that runs beside us: whatever happens to it, it does not happen to the station.
///
/// It leads a process group of its own, so that its helpers end with it. One thread reads what it says
/// and buries it.
final class AdapterProcess: Sendable {
  let inbox = AdapterInbox()
  private let process: pid_t
  /// A socket for its input and output and no pipes: writing to a program that has ended must not raise
  /// a signal.
  private let wire: Int32
  private let isStopped = Locked(false)
  private let isClosed = Locked(false)
  private let burial = PendingTransfer()

  /// Starts the program. Throws `ended` when it cannot be started.
  init(_ program: String, _ arguments: [String]) throws(AdapterError) {
    guard let (ours, theirs) = Self.pair() else { throw AdapterError(.ended(status: 127)) }
    guard let process = Self.spawn(program, arguments, with: theirs) else {
      close(ours)
      close(theirs)
      throw AdapterError(.ended(status: 127))
    }
    close(theirs)
    self.process = process
    wire = ours
    runOnOwnThread { [self] in readUntilEnd() }
  }

  /// Sends a message. Throws `deaf` when the program does not read, and `ended` when it is gone.
  func send(_ message: AdapterMessage) throws(AdapterError) {
    let bytes = message.bytes
    let sent = isClosed.withLock { isClosed in
      isClosed
        ? -1
        : Glibc.send(
          wire, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
    guard sent != bytes.count else { return }
    throw AdapterError(errno == EAGAIN ? .deaf : .ended(status: 0))
  }

  /// Ends the program and all that it started, and waits until it is buried.
  func end() async {
    isStopped.withLock { $0 = true }
    // A buried group's number may be another's by now.
    isClosed.withLock { if !$0 { _ = kill(-process, SIGKILL) } }
    _ = await burial.outcome()
  }

  /// Both ends of a wire, which no program inherits by itself.
  private static func pair() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    return socketpair(AF_UNIX, kind, 0, &ends) == 0 ? (ends[0], ends[1]) : nil
  }

  private static func spawn(_ program: String, _ arguments: [String], with wire: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, wire, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, wire, STDOUT_FILENO)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = posix_spawnp(&process, program, &actions, &attributes, words, environ)
    return status == 0 ? process : nil
  }

  private func readUntilEnd() {
    var stream = AdapterStream()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while !isStopped.withLock({ $0 }) {
      // A process that left the group could keep the pipe open: look up now and then.
      var ready = pollfd(fd: wire, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 100) != 0 else { continue }
      let count = read(wire, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      do throws(MalformedData) {
        for message in try stream.receive(piece.prefix(count)) { inbox.add(message) }
      } catch {
        inbox.finish(AdapterError(.nonsense(error.description)))
        break
      }
    }
    bury()
  }

  private func bury() {
    var status: Int32 = 0
    isClosed.withLock { isClosed in
      kill(-process, SIGKILL)
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      isClosed = true
      close(wire)
    }
    let signal = status & 0x7f
    inbox.finish(AdapterError(.ended(status: signal == 0 ? status >> 8 & 0xff : 128 + signal)))
    burial.finish(.success(TransferResult(written: 0)))
  }
}
