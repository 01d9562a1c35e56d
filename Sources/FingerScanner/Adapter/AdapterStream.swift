// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Cuts what comes through a pipe, in whatever pieces, into messages.
public struct AdapterStream: Sendable {
  private var buffer: [UInt8] = []

  /// An empty stream.
  public init() {}

  /// Takes the next piece and gives the messages that are whole now.
  ///
  /// Throws at the first length that is out of range, before memory is taken for it, and at the first
  /// message that breaks the rules; the stream is of no use then.
  public mutating func receive(
    _ piece: some Sequence<UInt8>
  ) throws(MalformedData) -> [AdapterMessage] {
    buffer += piece
    var messages: [AdapterMessage] = []
    var start = 0
    while let end = try end(of: start) {
      messages.append(try AdapterMessage(parsing: buffer[(start + 4)..<end]))
      start = end
    }
    buffer.removeFirst(start)
    return messages
  }

  /// Where the message that begins at `start` ends; nil while it is not whole.
  private func end(of start: Int) throws(MalformedData) -> Int? {
    guard buffer.count >= start + 4 else { return nil }
    let count = buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    guard (1...AdapterMessage.mostBytes).contains(count) else {
      throw MalformedData(
        offset: start, expected: "a message of 1 to \(AdapterMessage.mostBytes) bytes")
    }
    return buffer.count >= start + 4 + count ? start + 4 + count : nil
  }
}
