// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Share of the iris in the picture that no lid and no highlight hides.
///
/// The mask of the code is more careful: it also leaves out crypts, shadows and what lies beyond a
/// single lash. Here a lid is what covers many neighbouring columns.
struct UsableArea: Sendable, Hashable {
  /// Columns of 512 that a lid covers at least: 23 degrees; narrower covers are lashes or crypts.
  var narrowestLid = 33

  /// In per cent of the ring between the pupil's edge and the limbus; rows further out stand for more.
  func value(
    _ sheet: IrisSheet, _ lids: [UInt8], _ covering: OcclusionMask.Scratch, _ eye: EyeGeometry
  ) -> Float {
    var (seen, all): (Float, Float) = (0, 0)
    for row in 0..<IrisSheet.rows {
      let (grey, mask) = (sheet.grey.row(row), sheet.mask.row(row))
      let brightest = covering.brightest[row]
      var hidden = 0
      for column in 0..<IrisSheet.columns {
        let isHighlight = mask[column] == 0 && Float(grey[column]) > brightest
        // Beyond the picture the sheet is black.
        let isOutside = mask[column] == 0 && grey[column] == 0
        if row >= Int(lids[column]) || isHighlight || isOutside { hidden += 1 }
      }
      let share = (Float(row) + 0.5) / Float(IrisSheet.rows)
      let weight = eye.pupil.radius + (eye.limbus.radius - eye.pupil.radius) * share
      seen += Float(IrisSheet.columns - hidden) * weight
      all += Float(IrisSheet.columns) * weight
    }
    return all > 0 ? 100 * seen / all : 0
  }

  /// The row from which on a lid covers each column; 64 where none does.
  func lids(_ covering: OcclusionMask.Scratch) -> [UInt8] { opened(covering.lids) }

  /// Lids without those parts that are narrower than a lid: the outermost row of every window, then
  /// the innermost one of those.
  private func opened(_ lids: [UInt8]) -> [UInt8] {
    windows(windows(lids, max), min)
  }

  /// The extreme of the window around each column; columns go round.
  private func windows(_ rows: [UInt8], _ choose: (UInt8, UInt8) -> UInt8) -> [UInt8] {
    let half = narrowestLid / 2
    return rows.indices.map { column in
      var found = rows[column]
      for other in column - half...column + half {
        found = choose(found, rows[(other + rows.count) % rows.count])
      }
      return found
    }
  }
}
