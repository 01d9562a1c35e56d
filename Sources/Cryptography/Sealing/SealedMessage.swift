// SPDX-License-Identifier: Apache-2.0

/// What leaves a station: content signed by the station's key, encrypted to the centre and to a
/// recovery key. The station itself cannot open it.
///
/// CMS SignedData inside AuthEnvelopedData with AES-256-GCM (RFC 5652, 5083), which plain `openssl cms`
/// opens. The signature also covers who can open it, so that no byte of a message can be changed unseen.
public enum SealedMessage {
  /// What was inside a message, and who vouches for it.
  public struct Opened: Sendable, Hashable {
    /// The content.
    public let content: [UInt8]
    /// The signer, trusted as asked for.
    public let signer: Certificate
    /// When it was signed by the signer's clock, seconds since 1970.
    public let signingTime: Int64
  }

  /// Most bytes of content and of a message: OpenSSL keeps twice as much in memory.
  public static let mostBytes = 100_000_000

  /// Signs and seals. `time` is in seconds since 1970; `recipients` are 1 to 16 certificates.
  ///
  /// Throws `SealError`, `CryptoError`, or what the signer throws.
  public static func seal(
    _ content: [UInt8], by signer: any MessageSigner, at time: Int64,
    for recipients: [Certificate]
  ) throws -> [UInt8] {
    // Signature, certificates and recipients take a few thousand bytes more.
    guard content.count <= mostBytes - 100_000 else { throw SealError(.tooLarge) }
    guard (1...Envelope.mostRecipients).contains(recipients.count) else {
      throw SealError(.badRecipient)
    }
    let key = try SecretKey()
    let head = Envelope.Head(
      recipients: try recipients.map { try Recipient($0, key) },
      nonce: try RandomBytes.make(AuthenticatedCipher.nonceCount))
    let signed = SignedContent(
      content: content, signer: signer, time: time, envelopeDigest: try head.digest())
    return try Envelope(head, signed.encoded(), key).encoded
  }

  /// Opens a message with the key of one of its recipients, and checks who signed it.
  ///
  /// `certificate` is the recipient's, which tells a wrong key from a changed message; it may be nil.
  /// `trusted` are the stations' certificates, or authorities that issued them.
  /// Throws `SealError` for whatever is not exactly as it was sealed by someone trusted.
  public static func open(
    _ message: [UInt8], as certificate: Certificate? = nil, key: PrivateKey,
    trusting trusted: [Certificate]
  ) throws(SealError) -> Opened {
    guard message.count <= mostBytes else { throw SealError(.tooLarge) }
    let envelope = try Envelope(message)
    let messageKey = try messageKey(of: envelope, as: certificate, key)
    let (signed, digest): (SignedMessage, Digest256)
    do throws(CryptoError) {
      let content = try envelope.content(messageKey)
      (signed, digest) = (try SignedMessage(content), try envelope.head.digest())
    } catch {
      throw SealError(error.reason == .malformed ? .unsigned : .tampered, cause: error)
    }
    return try check(signed, envelopeDigest: digest, trusted)
  }

  /// All recipients are tried: a name that was changed must not hide that the message was.
  private static func messageKey(
    of envelope: Envelope, as certificate: Certificate?, _ key: PrivateKey
  ) throws(SealError) -> SecretKey {
    for recipient in envelope.head.recipients {
      if let found = recipient.unwrapped(by: key) { return found }
    }
    let name = try? certificate?.issuerAndSerialNumber()
    let isNamed = envelope.head.recipients.contains { $0.identifier == name }
    throw SealError(isNamed ? .tampered : .notForThisKey)
  }

  private static func check(
    _ signed: SignedMessage, envelopeDigest: Digest256, _ trusted: [Certificate]
  ) throws(SealError) -> Opened {
    switch signed.outcome {
    case .unsigned, .signerMissing: throw SealError(.unsigned)
    case .contentChanged, .signatureWrong: throw SealError(.tampered)
    case .good(let signer):
      guard signed.envelopeDigest == envelopeDigest.bytes, let time = signed.signingTime else {
        throw SealError(.tampered)
      }
      guard isTrusted(signer, at: time, trusted) else { throw SealError(.untrustedSigner) }
      return Opened(content: signed.content, signer: signer, signingTime: time)
    }
  }

  /// The signer itself is trusted, or its issuer; both were valid when it signed.
  private static func isTrusted(
    _ signer: Certificate, at time: Int64, _ trusted: [Certificate]
  ) -> Bool {
    guard signer.isValid(at: time), signer.maySignData else { return false }
    return trusted.contains { anchor in
      anchor == signer
        || anchor.maySignCertificates && anchor.isValid(at: time)
          && anchor.subjectKey == signer.issuerKey && (try? signer.isSigned(by: anchor)) == true
    }
  }
}
