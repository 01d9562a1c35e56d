// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Rolling strips of the filter's intermediate pictures: a strip of a few rows of cells stays in the
/// processor's cache, and a large image needs no planes of its own for them.
final class FilterStrips {
  /// Rows of cells worked on at a time.
  static let height = 8
  /// Rows of cells of the averaged picture above and below the strip: across taps reach 16 px.
  static let alongReach = 2
  /// Rows of cells of the even response kept from the strip before: its energies need the next row.
  static let evenReach = 2

  let along = Plane<Float>(margin: ExtractionWorkspace.pixelMargin)
  let even = Plane<Float>(margin: ExtractionWorkspace.pixelMargin)
  let odd = Plane<Float>(margin: ExtractionWorkspace.pixelMargin)
  func layOut(width: Int) {
    let cell = ExtractionWorkspace.cell
    along.layOut(width: width, height: (Self.height + 2 * Self.alongReach) * cell)
    even.layOut(width: width, height: (Self.height + Self.evenReach) * cell)
    odd.layOut(width: width, height: Self.height * cell)
  }
}
