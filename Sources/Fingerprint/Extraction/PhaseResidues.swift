// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A point that the phase of the response turns around: a minutia, or noise that looks like one.
struct Residue {
  /// Pixels from the top left.
  var x: Float
  var y: Float
  /// Sense of the turn, +1 or -1, for the sense of `normal`.
  var turn: Float
  /// Unit vector across the ridges, y downwards.
  var normal: SIMD2<Float>
  var isAlive = true
}

/// Finds the residues: pixel quads around which the phase turns by plus or minus one full turn.
///
/// The odd response has the sign of the normal's sense, and angles in 0..<pi flip that sense between
/// neighbouring cells where the orientation passes 0. There the odd responses of a quad are given
/// the sense of its first corner before they are compared; forgetting it makes a column of false
/// minutiae wherever ridges run exactly horizontally or vertically.
struct PhaseResidues {
  private let w: ExtractionWorkspace

  static func find(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    w.residues.removeAll(keepingCapacity: true)
    PhaseResidues(w: w).scan(kernels.extraction)
  }

  private func scan(_ kernels: any ExtractionKernels) {
    let cell = ExtractionWorkspace.cell
    let width = (w.even.width + 15) & ~15
    if w.changes.count < width { w.changes = [UInt8](repeating: 0, count: width) }
    w.changes.withUnsafeMutableBufferPointer { changes in
      guard let changes = changes.baseAddress else { return }
      for row in 0..<w.rows {
        let mask = w.mask.row(row)
        guard let first = (0..<w.columns).first(where: { mask[$0] != 0 }),
          let last = (0..<w.columns).last(where: { mask[$0] != 0 })
        else { continue }
        for column in first...last { w.marks[column, row] = seams(column, row) }
        for y in row * cell..<min(row * cell + cell, w.height - 1) {
          kernels.signChanges(
            even: w.even.row(y) + first * cell, odd: w.odd.row(y) + first * cell,
            stride: w.even.stride, count: (last - first + 1) * cell, changes: changes)
          for column in first...last where mask[column] != 0 {
            scanCell(column, row, y, changes + (column - first) * cell)
          }
        }
      }
    }
  }

  /// The quads of one pixel row of a cell.
  @inline(__always)
  private func scanCell(_ column: Int, _ row: Int, _ y: Int, _ changes: UnsafePointer<UInt8>) {
    let eight = UInt64(
      littleEndian: UnsafeRawPointer(changes).loadUnaligned(as: UInt64.self))
    let evens = eight & 0x0101_0101_0101_0101
    var candidates = evens & (eight >> 1)
    let seams = w.marks[column, row]
    if seams != 0 {
      let isLast = y % ExtractionWorkspace.cell == ExtractionWorkspace.cell - 1
      let open = isLast ? seams : seams & Self.seamAtRight
      if open & Self.seamBelow != 0 { candidates |= evens }
      if open != 0 { candidates |= evens & (1 << 56) }
    }
    while candidates != 0 {
      let x = column * ExtractionWorkspace.cell + candidates.trailingZeroBitCount / 8
      candidates &= candidates - 1
      if x < w.width - 1 { testQuad(x, y, column, row) }
    }
  }

  private static let seamAtRight: UInt8 = 1
  private static let seamBelow: UInt8 = 2
  private static let seamAtCorner: UInt8 = 4

  /// Towards which neighbours the sense of the normal flips.
  private func seams(_ column: Int, _ row: Int) -> UInt8 {
    let angle = w.angle[column, row]
    return (flips(angle, column + 1, row) ? Self.seamAtRight : 0)
      | (flips(angle, column, row + 1) ? Self.seamBelow : 0)
      | (flips(angle, column + 1, row + 1) ? Self.seamAtCorner : 0)
  }

  /// Whether the normal of a cell points away from that of angle index `angle`.
  private func flips(_ angle: UInt8, _ column: Int, _ row: Int) -> Bool {
    guard w.active[column, row] != 0 else { return false }
    let steps = abs(Int(angle) - Int(w.angle[column, row]))
    return steps > FilterBank.angles / 2
  }

  /// Counts signed crossings of the positive real axis by the polygon of the four corners.
  private func testQuad(_ x: Int, _ y: Int, _ column: Int, _ row: Int) {
    let (even, evenBelow) = (w.even.row(y) + x, w.even.row(y + 1) + x)
    let (odd, oddBelow) = (w.odd.row(y) + x, w.odd.row(y + 1) + x)
    let e = SIMD4<Float>(
      Float(even[0]), Float(even[1]), Float(evenBelow[1]), Float(evenBelow[0]))
    var o = SIMD4<Float>(Float(odd[0]), Float(odd[1]), Float(oddBelow[1]), Float(oddBelow[0]))
    let angle = w.angle[column, row]
    let nextColumn = (x + 1) / ExtractionWorkspace.cell
    let nextRow = (y + 1) / ExtractionWorkspace.cell
    if nextColumn != column, flips(angle, nextColumn, row) { o[1] = -o[1] }
    if nextColumn != column || nextRow != row, flips(angle, nextColumn, nextRow) { o[2] = -o[2] }
    if nextRow != row, flips(angle, column, nextRow) { o[3] = -o[3] }
    var turn = 0
    for corner in 0..<4 {
      let next = (corner + 1) & 3
      guard (o[corner] > 0) != (o[next] > 0) else { continue }
      let cross = e[corner] * o[next] - e[next] * o[corner]
      if o[next] > 0, cross > 0 { turn += 1 }
      if o[corner] > 0, cross < 0 { turn -= 1 }
    }
    guard turn != 0 else { return }
    let shift = zero(of: e, o)
    let normal = FilterBank.normal(angle)
    w.residues.append(
      Residue(
        x: Float(x) + 0.5 + shift.x, y: Float(y) + 0.5 + shift.y, turn: turn > 0 ? 1 : -1,
        normal: normal))
  }

  /// Where the planes fitted to both responses vanish, from the quad's centre, within half a pixel.
  private func zero(of e: SIMD4<Float>, _ o: SIMD4<Float>) -> SIMD2<Float> {
    let ex = (e[1] + e[2] - e[0] - e[3]) / 2
    let ey = (e[3] + e[2] - e[0] - e[1]) / 2
    let em = (e[0] + e[1] + e[2] + e[3]) / 4
    let ox = (o[1] + o[2] - o[0] - o[3]) / 2
    let oy = (o[3] + o[2] - o[0] - o[1]) / 2
    let om = (o[0] + o[1] + o[2] + o[3]) / 4
    let determinant = ex * oy - ey * ox
    guard abs(determinant) > 1e-3 else { return SIMD2() }
    let x = -(em * oy - om * ey) / determinant
    let y = -(ex * om - ox * em) / determinant
    return SIMD2(min(max(x, -0.5), 0.5), min(max(y, -0.5), 0.5))
  }
}
