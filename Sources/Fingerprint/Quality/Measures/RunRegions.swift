// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Connected regions of a two-valued image, found on runs of pixels rather than pixels.
struct RunRegions {
  private let runs: [PixelRun]
  /// For each run the first run of its region.
  private let roots: [Int]

  /// Takes the pixels for which `isInside` holds.
  init(_ image: Plane<UInt8>, connectsDiagonally: Bool, _ isInside: (UInt8) -> Bool) {
    var runs: [PixelRun] = []
    for y in 0..<image.height {
      let row = image.row(y)
      var x = 0
      while x < image.width {
        while x < image.width, !isInside(row[x]) { x += 1 }
        let start = x
        while x < image.width, isInside(row[x]) { x += 1 }
        if x > start { runs.append(PixelRun(y: y, start: start, end: x)) }
      }
    }
    self.init(runs, connectsDiagonally: connectsDiagonally)
  }

  /// Takes runs from the top, each row's from the left.
  init(_ runs: [PixelRun], connectsDiagonally: Bool) {
    self.runs = runs
    roots = Self.connect(runs, reach: connectsDiagonally ? 1 : 0)
  }

  /// The runs of the region with the largest bounding box, the first of equals.
  func largest() -> [PixelRun] {
    let boxes = boxes()
    var best: (root: Int, area: Int)?
    for (root, box) in boxes.enumerated() {
      if let box, box.area > best?.area ?? 0 { best = (root, box.area) }
    }
    return zip(runs, roots).compactMap { $1 == best?.root ? $0 : nil }
  }

  /// What is not of these regions, in an image of this size, and the regions that do not reach its
  /// border: the complement with its holes filled.
  func filled(width: Int, height: Int) -> [PixelRun] {
    let boxes = boxes()
    var complement: [PixelRun] = []
    var index = 0
    for y in 0..<height {
      var start = 0
      while index < runs.count, runs[index].y == y {
        let touches = boxes[roots[index]]?.touchesBorder(width, height) ?? false
        if touches {
          let end = runs[index].start
          if end > start { complement.append(PixelRun(y: y, start: start, end: end)) }
          start = runs[index].end
        }
        index += 1
      }
      if width > start { complement.append(PixelRun(y: y, start: start, end: width)) }
    }
    return complement
  }

  private struct Box {
    var (left, top, right, bottom): (Int, Int, Int, Int)

    init(_ run: PixelRun) { (left, top, right, bottom) = (run.start, run.y, run.end, run.y + 1) }

    mutating func include(_ run: PixelRun) {
      left = min(left, run.start)
      right = max(right, run.end)
      bottom = run.y + 1
    }

    var area: Int { (right - left) * (bottom - top) }

    func touchesBorder(_ width: Int, _ height: Int) -> Bool {
      left == 0 || top == 0 || right == width || bottom == height
    }
  }

  /// Bounding boxes at the index of each region's first run.
  private func boxes() -> [Box?] {
    var boxes = [Box?](repeating: nil, count: runs.count)
    for (run, root) in zip(runs, roots) {
      if boxes[root] == nil { boxes[root] = Box(run) } else { boxes[root]?.include(run) }
    }
    return boxes
  }

  /// Joins runs of neighbouring rows that overlap, or come within `reach` pixels of it.
  private static func connect(_ runs: [PixelRun], reach: Int) -> [Int] {
    var parents = Array(runs.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index { index = parents[index] }
      return index
    }
    var above = 0
    for (index, run) in runs.enumerated() {
      while runs[above].y < run.y - 1 { above += 1 }
      while above < index, runs[above].y == run.y - 1, runs[above].end + reach <= run.start {
        above += 1
      }
      var other = above
      while other < index, runs[other].y == run.y - 1, runs[other].start < run.end + reach {
        let (a, b) = (root(other), root(index))
        parents[max(a, b)] = min(a, b)
        other += 1
      }
    }
    return runs.indices.map(root)
  }
}
