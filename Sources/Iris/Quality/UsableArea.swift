// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Share of the iris in the picture that no lid and no highlight hides.
///
/// The mask of the code is more careful: it also leaves out crypts, shadows and what lies beyond a
/// single lash. Here lids have smooth edges, `LidArcs`.
struct UsableArea: Sendable, Hashable {
  /// In per cent of the ring between the pupil's edge and the limbus; rows further out stand for more.
  func value(
    _ sheet: IrisSheet, _ lids: [UInt8], _ covering: OcclusionMask.Scratch, _ eye: EyeGeometry
  ) -> Float {
    var (seen, all): (Float, Float) = (0, 0)
    for row in 0..<IrisSheet.rows {
      let (grey, mask) = (sheet.grey.row(row), sheet.mask.row(row))
      let brightest = Self.greyAbove(covering.brightest[row])
      let here = UInt8(row)
      var hidden: Int32 = 0
      for column in 0..<IrisSheet.columns {
        let (value, isMasked, lid) = (grey[column], mask[column] == 0, lids[column])
        // Beyond the picture the sheet is black.
        let isOdd = isMasked && (value >= brightest || value == 0)
        hidden &+= here >= lid || isOdd ? 1 : 0
      }
      let share = (Float(row) + 0.5) / Float(IrisSheet.rows)
      let weight = eye.pupil.radius + (eye.limbus.radius - eye.pupil.radius) * share
      seen += (Float(IrisSheet.columns) - Float(hidden)) * weight
      all += Float(IrisSheet.columns) * weight
    }
    return all > 0 ? 100 * seen / all : 0
  }

  /// The least whole grey above a limit of 0...255; 255 counts as above 255.
  private static func greyAbove(_ limit: Float) -> UInt8 {
    UInt8(min(max(limit, 0), 254)) + 1
  }
}
