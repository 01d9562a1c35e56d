// SPDX-License-Identifier: Apache-2.0

import Bytes

/// AuthEnvelopedData with AES-256-GCM (RFC 5083, 5084) in the one form that is written here.
struct Envelope {
  /// What is fixed before the content is known: who can read it, and the cipher's nonce.
  struct Head {
    let recipients: [Recipient]
    let nonce: [UInt8]

    /// The recipients as a SET OF.
    var recipientInfos: [UInt8] { DER.set(recipients.map(\.encoded)) }

    /// The cipher with its nonce.
    var algorithm: [UInt8] {
      let tagCount = UInt8(AuthenticatedCipher.tagCount)
      return DER.algorithm(
        ObjectIdentifiers.aes256GCM, DER.sequence(DER.octets(nonce), DER.integer(tagCount)))
    }

    /// The digest that the sender signs: GCM binds the content to its key only, not to the recipients.
    func digest() throws(CryptoError) -> Digest256 {
      try SHA256.digest(of: recipientInfos + algorithm)
    }
  }

  /// Most recipients of a message.
  static let mostRecipients = 16

  let head: Head
  let ciphertext: [UInt8]
  let tag: [UInt8]

  /// Encrypts `content` under the key that the recipients in `head` have.
  init(_ head: Head, _ content: [UInt8], _ key: SecretKey) throws(CryptoError) {
    let sealed = try AuthenticatedCipher.seal(
      content, with: key, authenticating: [], nonce: head.nonce)
    self.head = head
    ciphertext = Array(sealed.dropFirst(head.nonce.count).dropLast(AuthenticatedCipher.tagCount))
    tag = Array(sealed.suffix(AuthenticatedCipher.tagCount))
  }

  /// The content. Throws `crypto-tampered`.
  func content(_ key: SecretKey) throws(CryptoError) -> [UInt8] {
    try AuthenticatedCipher.open(head.nonce + ciphertext + tag, with: key)
  }

  /// ContentInfo in DER.
  var encoded: [UInt8] {
    let encrypted = DER.sequence(
      DER.identifier(ObjectIdentifiers.data), head.algorithm, TLV.encoding(0x80, ciphertext))
    let envelope = DER.sequence(
      DER.integer(0), head.recipientInfos, encrypted, DER.octets(tag))
    return DER.sequence(
      DER.identifier(ObjectIdentifiers.authEnvelopedData), DER.tagged(0, envelope))
  }
}

extension Envelope {
  /// Reads a message. It must be exactly what `encoded` writes, so that no byte of it is without effect.
  ///
  /// Throws `seal-malformed`, and `seal-not-authenticated` for EnvelopedData.
  init(_ bytes: [UInt8]) throws(SealError) {
    // Before all else: streamed BER, as OpenSSL writes by default, would only count as malformed.
    let enveloped = DER.identifier(ObjectIdentifiers.envelopedData)
    let start = bytes.prefix(32)
    if start.indices.contains(where: { start[$0...].starts(with: enveloped) }) {
      throw SealError(.notAuthenticated)
    }
    do throws(MalformedData) {
      try self.init(parsing: bytes)
    } catch {
      throw SealError(.malformed, cause: error)
    }
    guard encoded == bytes else { throw SealError(.malformed) }
  }

  private init(parsing bytes: [UInt8]) throws(MalformedData) {
    var reader = ByteReader(bytes)
    let message = try reader.readTLV("a message")
    try reader.expectEnd(of: "a message")
    let envelope = try message.at(1, 0)
    let recipients = try envelope.at(1).children()
    let encrypted = try envelope.at(2)
    let nonce = Array(try encrypted.at(1, 1, 0).content)
    guard (1...Self.mostRecipients).contains(recipients.count),
      nonce.count == AuthenticatedCipher.nonceCount
    else {
      throw reader.malformed(
        "1 to \(Self.mostRecipients) recipients and a nonce of 12 bytes", at: 0)
    }
    var read: [Recipient] = []
    for element in recipients { read.append(try Recipient(element)) }
    head = Head(recipients: read, nonce: nonce)
    ciphertext = Array(try encrypted.at(2).content)
    tag = Array(try envelope.at(3).content)
  }
}

extension TLV {
  /// The element reached by going down these places.
  func at(_ places: Int...) throws(MalformedData) -> TLV {
    var element = self
    for place in places {
      let children = try element.children()
      guard children.indices.contains(place) else {
        throw MalformedData(
          offset: element.encoded.startIndex, expected: "\(place + 1) elements of a message")
      }
      element = children[place]
    }
    return element
  }
}
