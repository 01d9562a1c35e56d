// SPDX-License-Identifier: Apache-2.0

public import Bytes

extension Conversation {
  /// Most lines of a conversation; a capture takes some hundred.
  static let mostLines = 1_000_000

  /// One line for each exchange: the request, `=`, the answer; bytes in hexadecimal.
  ///
  ///     control-in vendor device 04 0007 0000 1 = 84
  ///     in 82 111424 = 00ff...
  ///     out 02 8012 = 2
  ///     in 81 64 = !timeout
  public var text: String { exchanges.map { $0.line + "\n" }.joined() }

  /// Reads what `text` wrote. Throws at the first line that is different.
  public init(text: String) throws(MalformedData) {
    exchanges = []
    for (index, line) in text.split(separator: "\n").enumerated() {
      guard index < Self.mostLines, let exchange = Exchange(line: line) else {
        throw MalformedData(offset: index, expected: "an exchange in line \(index + 1)")
      }
      exchanges.append(exchange)
    }
  }
}

extension Conversation.Exchange {
  fileprivate var line: String { request.words + " = " + answer.word }

  fileprivate init?(line: Substring) {
    let halves = line.split(separator: " = ", omittingEmptySubsequences: false)
    guard halves.count == 2, let request = Transfer.Content(words: halves[0]),
      let answer = Conversation.Answer(word: halves[1], request)
    else { return nil }
    self.init(request, answer)
  }
}

extension Conversation.Answer {
  fileprivate var word: String {
    switch self {
    case .data(let bytes): Hex.text(bytes)
    case .written(let count): "\(count)"
    case .failed(let reason): "!\(reason.rawValue)"
    }
  }

  fileprivate init?(word: Substring, _ request: Transfer.Content) {
    if word.hasPrefix("!") {
      guard let reason = USBError.Reason(rawValue: String(word.dropFirst())) else { return nil }
      self = .failed(reason)
      return
    }
    switch request {
    case .writeControl, .write:
      guard let count = Int(word), count >= 0 else { return nil }
      self = .written(count)
    case .readControl, .read, .readIsochronous:
      guard let bytes = Hex.bytes(word) else { return nil }
      self = .data(bytes)
    }
  }
}

extension Transfer.Content {
  fileprivate var words: String {
    switch self {
    case .readControl(let setup, let count): "control-in \(setup.words) \(count)"
    case .writeControl(let setup, let bytes): "control-out \(setup.words) \(Hex.text(bytes))"
    case .read(let endpoint, let count): "in \(Hex.digits(endpoint.rawValue)) \(count)"
    case .write(let endpoint, let bytes):
      "out \(Hex.digits(endpoint.rawValue)) \(Hex.text(bytes))"
    case .readIsochronous(let endpoint, let packets, let size):
      "iso \(Hex.digits(endpoint.rawValue)) \(packets) \(size)"
    }
  }

  fileprivate init?(words: Substring) {
    let words = words.split(separator: " ", omittingEmptySubsequences: false)
    switch (words.first, words.count) {
    case ("control-in", 7):
      guard let setup = ControlSetup(words: words[1...5]), let count = Int(words[6]) else {
        return nil
      }
      self = .readControl(setup, count: count)
    case ("control-out", 7):
      guard let setup = ControlSetup(words: words[1...5]), let bytes = Hex.bytes(words[6]) else {
        return nil
      }
      self = .writeControl(setup, bytes)
    case ("in", 3):
      guard let endpoint = UInt8(words[1], radix: 16), let count = Int(words[2]) else { return nil }
      self = .read(EndpointAddress(endpoint), count: count)
    case ("out", 3):
      guard let endpoint = UInt8(words[1], radix: 16), let bytes = Hex.bytes(words[2]) else {
        return nil
      }
      self = .write(EndpointAddress(endpoint), bytes)
    case ("iso", 4):
      guard let endpoint = UInt8(words[1], radix: 16), let packets = Int(words[2]),
        let size = Int(words[3])
      else { return nil }
      self = .readIsochronous(EndpointAddress(endpoint), packets: packets, packetSize: size)
    default: return nil
    }
  }
}

extension ControlSetup {
  fileprivate var words: String {
    "\(kind) \(recipient) \(Hex.digits(request)) \(Hex.digits(value)) \(Hex.digits(index))"
  }

  fileprivate init?(words: ArraySlice<Substring>) {
    let words = Array(words)
    let kinds: [Substring: Kind] = ["standard": .standard, "class": .class, "vendor": .vendor]
    let recipients: [Substring: Recipient] = [
      "device": .device, "interface": .interface, "endpoint": .endpoint, "other": .other,
    ]
    guard words.count == 5, let kind = kinds[words[0]], let recipient = recipients[words[1]],
      let request = UInt8(words[2], radix: 16), let value = UInt16(words[3], radix: 16),
      let index = UInt16(words[4], radix: 16)
    else { return nil }
    self.init(kind, recipient, request: request, value: value, index: index)
  }
}
