// SPDX-License-Identifier: Apache-2.0

import USB

extension CardError {
  /// What an error on the bus means for the user of a reader.
  init(_ error: USBError, doing: String) {
    let reason: Reason =
      switch error.reason {
      case .disconnected: .readerGone
      case .notFound: .noReader
      case .busy: .busy
      case .notPermitted: .notPermitted
      case .timeout: .mute
      case .cancelled: .cancelled
      case .closed: .closed
      case .notSupported, .noMemory, .badDescriptors: .notSupported
      case .stall, .overflow, .wire, .badSize, .offScript: .protocolBroken
      }
    self.init(reason, doing: doing, cause: error)
  }

  /// What a reader means by a failed command (CCID 1.1, table 6.2-2); nil when it was not failed.
  init?(_ answer: CCIDAnswer, doing: String) {
    guard answer.outcome == .failed else { return nil }
    guard answer.presence != .absent else {
      self.init(.noCard, doing: doing)
      return
    }
    let reason: Reason =
      switch answer.error {
      case 0xfe: .mute
      // A card that lost its power in the middle was lifted and laid down again.
      case 0xfb: answer.presence == .inactive ? .noCard : .mute
      case 0xe0: .busy
      case 0x00, 0xf4: .notSupported
      default: .protocolBroken
      }
    self.init(reason, doing: doing)
  }
}
