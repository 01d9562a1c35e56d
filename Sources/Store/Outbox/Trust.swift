// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Whom a station believes: certificates themselves, or authorities that issued them.
public struct Trust: Sendable {
  private let certificates: [Certificate]

  /// Takes the certificates that were pinned when the station was set up.
  public init(_ certificates: [Certificate]) { self.certificates = certificates }

  private func covers(_ signer: Certificate) -> Bool {
    certificates.contains { trusted in
      trusted.der == signer.der
        || trusted.maySignCertificates && (try? signer.isSigned(by: trusted)) == true
    }
  }

  /// Opens receipts: CMS SignedData around the receipt's JSON, signed by somebody trusted.
  public var receiptOpener: ReceiptOpener {
    { bytes in
      let message = try SignedMessage(bytes)
      guard case .good(let signer) = message.outcome, covers(signer) else {
        throw StoreError(.badReceipt, "The receipt is not signed by the centre.")
      }
      return try Receipt(decoding: message.content)
    }
  }

  /// Checks sticks: the manifest signed by the key of the certificate on the stick, which is trusted.
  public var stickCheck: StickCheck {
    { digest, signature, certificate in
      guard let signer = try? Certificate(der: certificate), covers(signer) else { return false }
      return signer.signed(digest, signature)
    }
  }

  /// Checks signed heads of the audit log.
  public var signatureCheck: SignatureCheck {
    { digest, signature in certificates.contains { $0.signed(digest, signature) } }
  }
}
