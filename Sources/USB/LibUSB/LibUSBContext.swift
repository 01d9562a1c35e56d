// SPDX-License-Identifier: Apache-2.0

import CLibUSB
import Glibc
import Synchronization

/// A libusb context with the one thread that handles its events; all callbacks run on it.
final class LibUSBContext: Sendable {
  private let session: Locked<LibUSBSession>

  /// A pointer that libusb itself guards against concurrent use.
  private struct LibUSBSession: @unchecked Sendable {
    let context: OpaquePointer
    var thread: EventThread?
    var isClosed = false
  }

  init() throws(USBError) {
    var context: OpaquePointer?
    let status = libusb_init(&context)
    guard status == 0, let context else { throw USBError(libusb: status, doing: "starting libusb") }
    session = Locked(LibUSBSession(context: context, thread: EventThread(context)))
  }

  /// The last reference may be dropped by a callback on the event thread, which cannot wait for its
  /// own end.
  deinit { runOnOwnThread { [session] in Self.close(session) } }

  /// Ends the event thread and libusb. Every device must be closed before.
  func close() { Self.close(session) }

  private static func close(_ session: Locked<LibUSBSession>) {
    let (context, thread) = session.withLock { session in
      defer { (session.thread, session.isClosed) = (nil, true) }
      return (session.isClosed ? nil : session.context, session.thread)
    }
    thread?.stop()
    if let context { libusb_exit(context) }
  }

  /// Runs `body` with the context; throws `closed` after the end.
  func withContext<Result>(
    doing: String, _ body: (OpaquePointer) throws(USBError) -> Result
  ) throws(USBError) -> Result {
    try session.withLock { (session) throws(USBError) in
      guard !session.isClosed else { throw USBError(.closed, doing: doing) }
      return try body(session.context)
    }
  }

  /// Every device that libusb sees now.
  func deviceReferences() throws(USBError) -> [DeviceReference] {
    let doing = "listing the devices"
    return try withContext(doing: doing) { (context) throws(USBError) in
      var list: UnsafeMutablePointer<OpaquePointer?>?
      let count = libusb_get_device_list(context, &list)
      guard count >= 0, let list else { throw USBError(libusb: Int32(count), doing: doing) }
      defer { libusb_free_device_list(list, 1) }
      return (0..<count).compactMap { list[$0].map(DeviceReference.init) }
    }
  }
}

/// Handles libusb's events until it is stopped.
private final class EventThread: Sendable {
  private let state: State
  private let thread: pthread_t

  final class State: @unchecked Sendable {
    let context: OpaquePointer
    let isStopped = Atomic<Bool>(false)
    init(_ context: OpaquePointer) { self.context = context }
  }

  init(_ context: OpaquePointer) {
    let state = State(context)
    self.state = state
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(state).toOpaque()
    pthread_create(&thread, nil, EventThread.run, argument)
    self.thread = thread
  }

  /// Ends the loop and waits for the thread; must not be called on it.
  func stop() {
    state.isStopped.store(true, ordering: .releasing)
    libusb_interrupt_event_handler(state.context)
    pthread_join(thread, nil)
  }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    guard let argument = $0 else { return nil }
    let state = Unmanaged<State>.fromOpaque(argument).takeRetainedValue()
    // Longest wait without an event in seconds; libusb wakes up by itself for every event and limit.
    var wait = timeval(tv_sec: 60, tv_usec: 0)
    while !state.isStopped.load(ordering: .acquiring) {
      let status = libusb_handle_events_timeout_completed(state.context, &wait, nil)
      // A failure that stays would make this loop spin.
      if status != 0 { usleep(10_000) }
    }
    return nil
  }
}
