// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac document`: what identity documents say.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Identity documents: the chip, the QR code, the personal number.",
    discussion: """
      What a document says is personal data: it goes to standard output only, never into messages.

      Example:
        sinhtrac document read --can 012345
      """,
    subcommands: [DocumentRead.self, DocumentQR.self, DocumentNumber.self])
}
