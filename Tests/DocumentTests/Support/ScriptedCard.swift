// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Document
import Synchronization

/// A card that answers from a list and remembers what it was sent.
final class ScriptedCard: CardChannel {
  let abilities: ChannelAbilities
  private let state: Mutex<(answers: [[UInt8]], commands: [CommandAPDU])>

  init(_ answers: [[UInt8]], extended: Bool = true) {
    abilities = ChannelAbilities(
      reader: "script", answerToReset: [], longestCommand: extended ? 65_544 : 261,
      longestAnswer: extended ? 65_538 : 258)
    state = Mutex((answers, []))
  }

  var commands: [CommandAPDU] { state.withLock { $0.commands } }

  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    let answer = state.withLock { state -> [UInt8]? in
      state.commands.append(command)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else { throw CardError(.mute, doing: "reading the script") }
    return try ResponseAPDU(bytes: answer)
  }

  func close() async {}
}

/// Nonces and private keys of a worked example, one after the other.
final class ScriptedRandom: RandomSource {
  private let values: Mutex<[[UInt8]]>

  init(_ values: [[UInt8]]) { self.values = Mutex(values) }

  func bytes(_ count: Int) throws(CryptoError) -> [UInt8] { next() }
  func privateKey(of group: DomainParameters) throws(CryptoError) -> [UInt8] { next() }

  private func next() -> [UInt8] {
    values.withLock { $0.isEmpty ? [] : $0.removeFirst() }
  }
}
