// SPDX-License-Identifier: Apache-2.0

/// The columns of a sheet as rays across the iris, in limbus radii about the limbus' centre.
struct LidRays {
  private let x, y, stepX, stepY: [Float]

  init(_ eye: EyeGeometry) {
    let centre = SIMD2(eye.limbus.x, eye.limbus.y)
    let rays = (0..<IrisSheet.columns).map { column -> (at: SIMD2<Float>, step: SIMD2<Float>) in
      let ray = IrisSheet.ray(eye, column)
      return (
        (ray.from - centre) / eye.limbus.radius,
        (ray.to - ray.from) / (eye.limbus.radius * Float(IrisSheet.rows))
      )
    }
    x = rays.map { $0.at.x }
    y = rays.map { $0.at.y }
    stepX = rays.map { $0.step.x }
    stepY = rays.map { $0.step.y }
  }

  /// The place where a row of a column begins: across, then down.
  func place(_ column: Int, row: Float) -> SIMD2<Float> {
    SIMD2(x[column] + row * stepX[column], y[column] + row * stepY[column])
  }

  /// Lowers each column's row to the first one that lies behind an edge; `side` is -1 for an edge above,
  /// 1 for one below, and the edge is given by how far towards that side it is at each place across.
  @inline(__always)
  func cover(_ rows: inout [UInt8], _ side: Float, edge: (Float) -> Float) {
    for column in rows.indices {
      var (across, down) = (x[column] + 0.5 * stepX[column], y[column] + 0.5 * stepY[column])
      for row in 0..<rows[column] {
        guard side * down <= edge(across) else {
          rows[column] = row
          break
        }
        across += stepX[column]
        down += stepY[column]
      }
    }
  }
}
