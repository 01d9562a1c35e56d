// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A connected part of an image without holes, as runs of pixels.
struct ImageRegion {
  /// Runs from the top, each row's from the left.
  let runs: [PixelRun]

  /// The dark part with the largest bounding box, the first of equals, with its holes filled; empty
  /// where nothing is dark.
  init(darkPartOf image: Plane<UInt8>, threshold: UInt8) {
    let light = RunRegions(image, connectsDiagonally: false) { $0 > threshold }
    let filled = light.filled(width: image.width, height: image.height)
    runs = RunRegions(filled, connectsDiagonally: true).largest()
  }

  /// Pixels of the region.
  var pixels: Int { runs.reduce(0) { $0 + $1.count } }

  /// Mean grey of the region in `image`; 0 for an empty region.
  func mean(of image: Plane<UInt8>) -> Double {
    var sum = 0
    for run in runs {
      let row = image.row(run.y)
      for x in run.start..<run.end { sum &+= Int(row[x]) }
    }
    return pixels == 0 ? 0 : Double(sum) / Double(pixels)
  }

  /// How many pixels of each cell belong to the region, row by row.
  func pixelsPerCell(columns: Int, rows: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: columns * rows)
    for run in runs {
      let row = run.y / CellGrid.side * columns
      for column in run.start / CellGrid.side...(run.end - 1) / CellGrid.side {
        let start = max(run.start, column * CellGrid.side)
        let end = min(run.end, (column + 1) * CellGrid.side)
        counts[row + column] += end - start
      }
    }
    return counts
  }
}

/// Pixels `start` up to but not including `end` of row `y`.
struct PixelRun {
  let y: Int
  let start: Int
  let end: Int

  var count: Int { end - start }
}
