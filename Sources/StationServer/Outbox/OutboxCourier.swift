// SPDX-License-Identifier: Apache-2.0

import Records
import Store
import Transfer

/// Brings the outbox to the centre, one round after the other, and tells all pages how far it is.
actor OutboxCourier {
  /// How far a record is; `state` is nil while it is under way.
  struct Progress: Encodable {
    let record: String
    var sent: Int?
    var size: Int?
    var state: String?
  }

  private let sender: RecordSender
  private let live: Live
  private var isSending = false
  private var isWanted = false

  /// Rounds come at least so often; what is due is found then.
  private static let pause = Duration.seconds(20)

  init(_ outbox: Outbox, over link: any UploadLink, telling live: Live) {
    sender = RecordSender(outbox, upload: ResumableUpload(over: link))
    self.live = live
  }

  /// Sends whenever something is due, until it is cancelled.
  func work() async {
    while !Task.isCancelled {
      await send()
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// One round over what is due. Asked for during a round, one more follows; nobody waits for it.
  func send() async {
    isWanted = true
    guard !isSending else { return }
    isSending = true
    while isWanted, !Task.isCancelled {
      isWanted = false
      await round()
    }
    isSending = false
  }

  private func round() async {
    let (sender, live) = (sender, live)
    // A store that fails says so at every step of the screens; nothing is lost by a round less.
    _ = try? await Blocking.run {
      try sender.sendDue { id, sent, size in
        live.tell("outbox", Progress(record: id.description, sent: sent, size: size))
      } told: { id, outcome in
        live.tell("outbox", Progress(record: id.description, state: outcome.name))
      }
    }
  }
}

extension RecordSender.Outcome {
  /// As the outbox calls the state.
  fileprivate var name: String {
    switch self {
    case .delivered: "delivered"
    case .waiting: "waiting"
    case .refused: "refused"
    }
  }
}
