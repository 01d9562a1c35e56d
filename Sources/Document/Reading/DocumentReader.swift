// SPDX-License-Identifier: Apache-2.0

public import CardReader

/// Reads identity documents: opens the chip, reads what it gives, lets it prove itself, checks what the state
/// signed. A refused file, an absent one, an unknown issuer are results; only a chip that cannot be opened at
/// all is an error.
public struct DocumentReader: Sendable {
  /// What opens the chip, the best first: on the Vietnamese card the CAN, then the MRZ.
  public let keys: [AccessKey]
  /// The issuers that are trusted.
  public let anchors: TrustAnchors
  /// Groups to leave out, for a station that may not have them.
  public let leavingOut: Set<DataGroup>
  /// Bounds of the reading.
  public let limits: ReadLimits
  private let random: any RandomSource

  /// Takes the keys, the trusted issuers and what is not to be read.
  public init(
    keys: [AccessKey], anchors: TrustAnchors = TrustAnchors(), leavingOut: Set<DataGroup> = [],
    limits: ReadLimits = ReadLimits(), random: any RandomSource = SystemRandom()
  ) {
    (self.keys, self.anchors, self.leavingOut) = (keys, anchors, leavingOut)
    (self.limits, self.random) = (limits, random)
  }

  /// Reads the document on a reader. `connect` gives a channel to the card; it is called again when the link is
  /// lost, and reading goes on where it stopped.
  ///
  /// Throws `document-wrong-password`, `document-no-access`, or what kept the chip from being opened.
  public func read(
    progress: @escaping @Sendable (ReadProgress) -> Void = { _ in },
    _ connect: @escaping @Sendable () async throws(CardError) -> any CardChannel
  ) async throws(DocumentError) -> DocumentReading {
    var run = try await ReadRun(self, random, progress, connect)
    do {
      try await run.open()
    } catch {
      await run.close()
      throw error
    }
    await run.readDirectory()
    await run.authenticateChip()
    await run.readGroups()
    await run.close()
    return try run.reading()
  }
}
