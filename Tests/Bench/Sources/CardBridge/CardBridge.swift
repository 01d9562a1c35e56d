// SPDX-License-Identifier: Apache-2.0

import Foundation
import ReaderModels

/// `CardBridge SOCKET PORT`: puts the card that is played behind a TCP port into the USB reader of an
/// emulated machine (QEMU's usb-ccid with ccid-card-passthru on a chardev socket). That reader speaks T=0.
@main
enum CardBridge {
  static func main() {
    let words = CommandLine.arguments
    guard words.count == 3, let port = UInt16(words[2]) else {
      fail("usage: CardBridge SOCKET PORT")
    }
    guard let card = TCPCard(port: port) else { fail("no card behind port \(port)") }
    guard let machine = VSCardLink(path: words[1]) else { fail("no machine behind \(words[1])") }
    serve(card, machine)
  }

  private static func serve(_ player: TCPCard, _ machine: VSCardLink) {
    var card: any CardPlayer = player
    var side = T0CardSide()
    var isInserted = false
    machine.send(.start, VSCardLink.greeting)
    machine.send(.readerAdded, Array("bench".utf8))
    while let (kind, data) = machine.receive() {
      switch kind {
      // The machine's word that it took the last message: the reader is there, the card may go in.
      case .status where !isInserted:
        isInserted = true
        machine.send(.answerToReset, EchoCard(isT1: false).answerToReset)
      case .command: machine.send(.command, side.answer(data, &card))
      default: break
      }
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
