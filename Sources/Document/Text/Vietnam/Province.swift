// SPDX-License-Identifier: Apache-2.0

/// A province as personal numbers name it: the place of birth registration when the number was given.
///
/// The table and its sources are in `provinces.txt`.
public struct Province: Sendable, Hashable {
  /// Three digits.
  public let code: String
  /// The name when the codes were laid down.
  public let name: String
  /// The province it belongs to since the mergers of 1 July 2025.
  public let nameSinceJuly2025: String

  /// All 63, by code.
  public static let table: [String: Province] = {
    let text = String(decoding: PackageResources.provinces_txt, as: UTF8.self)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let provinces = rows.compactMap(Province.init(row:))
    return Dictionary(provinces.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  private init?(row: Substring) {
    let parts = row.split(separator: "|").map(String.init)
    guard parts.count == 3 else { return nil }
    (code, name, nameSinceJuly2025) = (parts[0], parts[1], parts[2])
  }
}
