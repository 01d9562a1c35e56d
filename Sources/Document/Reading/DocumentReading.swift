// SPDX-License-Identifier: Apache-2.0

/// What a reading of a chip gave: every file's bytes as they came or why not, and the verdicts.
public struct DocumentReading: Sendable, Hashable {
  /// How the chip was opened.
  public let access: ChipAccess
  /// What became of each file that was asked for.
  public let files: [DocumentFile: FileOutcome]
  /// Whether the document is genuine, question by question.
  public let authenticity: Authenticity
  /// Commands sent to the chip.
  public let commandCount: Int
  /// How often the chip was opened again after its link was lost.
  public let reopenings: Int

  /// The bytes of a file; nil where it was not read.
  public subscript(file: DocumentFile) -> [UInt8]? { files[file]?.bytes }

  /// The bytes of a data group; nil where it was not read.
  public subscript(group: DataGroup) -> [UInt8]? { self[.dataGroup(group)] }
}
