// SPDX-License-Identifier: Apache-2.0

public import Store
public import Transfer

/// How sealed records leave a station, and how receipts come back.
public struct Dispatch: Sendable {
  /// The way to the centre; nil where records only go by stick.
  public var link: (any UploadLink)?
  /// The station's certificate (DER), which goes onto sticks; nil where nothing may leave.
  public var certificate: [UInt8]?
  /// Name of the kit on sticks: 1 to 20 letters, digits, underscores.
  public var kit = "SAMPLEKIT"
  /// Opens the centre's receipts, to show what they say.
  public var openReceipt: ReceiptOpener?
  /// Folders beside the mounted sticks that records may be exported to.
  public var folders: [String] = []
  /// Days that the sealed bytes stay after the receipt: long enough to send one again that the centre
  /// lost, short enough that the disk does not fill up.
  public var retentionDays = 7

  /// Nothing leaves.
  public init() {}
}
