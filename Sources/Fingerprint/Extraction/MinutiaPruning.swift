// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Two residues of opposite sense and how near they are; below 1 they annihilate.
struct ResidueLink {
  var distance: Float
  var first: Int
  var second: Int
}

/// Removes residues that are not minutiae.
///
/// Two residues of opposite sense close together are a broken ridge, a bridge, a pore, an island or
/// a spur: one rule for all of them.
public struct MinutiaPruning: Sendable, Hashable {
  /// Pixels along the ridge within which opposite residues annihilate; 9 to 15 flat.
  public var along: Float = 12
  /// Pixels across the ridge; 4 to 6 flat, 9 loses 0.5 points.
  public var across: Float = 5
  /// Pixels; nearer the mask's edge than this is no minutia. Tuned: 12 loses 0.6 points, as quality
  /// knows the edge already.
  public var border: Float = 6

  /// The values that the product ships with.
  public init() {}

  func run(_ w: ExtractionWorkspace) {
    EdgeDistance.measure(w)
    readNormals(w)
    annihilate(w)
    for i in w.residues.indices
    where EdgeDistance.at(w.residues[i].x, w.residues[i].y, w) < border {
      w.residues[i].isAlive = false
    }
  }

  /// The normal between cell centres, in the sense that the residue was found with.
  private func readNormals(_ w: ExtractionWorkspace) {
    for i in w.residues.indices {
      let r = w.residues[i]
      let normal = w.normal(atPixel: r.x, r.y)
      let agrees = normal.x * r.normal.x + normal.y * r.normal.y >= 0
      w.residues[i].normal = agrees ? normal : -normal
    }
  }

  /// Opposite pairs disappear, nearest first.
  private func annihilate(_ w: ExtractionWorkspace) {
    w.links.removeAll(keepingCapacity: true)
    w.residues.withUnsafeBufferPointer { residues in
      for i in residues.indices { link(i, residues, &w.links) }
    }
    w.links.sort { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
    for link in w.links where w.residues[link.first].isAlive && w.residues[link.second].isAlive {
      w.residues[link.first].isAlive = false
      w.residues[link.second].isAlive = false
    }
  }

  /// Links a residue with those after it that it can annihilate; residues lie in rows from the top.
  private func link(
    _ i: Int, _ residues: UnsafeBufferPointer<Residue>, _ links: inout [ResidueLink]
  ) {
    let a = residues[i]
    let reach = max(along, across)
    var j = i + 1
    while j < residues.count, residues[j].y - a.y <= reach + 1 {
      let b = residues[j]
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      if dx * dx + dy * dy < reach * reach, areOpposite(a, b) {
        let u = (dx * a.normal.x + dy * a.normal.y) / across
        let t = (dy * a.normal.x - dx * a.normal.y) / along
        let distance = t * t + u * u
        if distance < 1 { links.append(ResidueLink(distance: distance, first: i, second: j)) }
      }
      j += 1
    }
  }

  private func areOpposite(_ a: Residue, _ b: Residue) -> Bool {
    let sameSense = a.normal.x * b.normal.x + a.normal.y * b.normal.y >= 0
    return sameSense ? a.turn != b.turn : a.turn == b.turn
  }
}

extension ExtractionWorkspace {
  /// Unit vector across the ridges at a pixel; its sense is arbitrary.
  func normal(atPixel x: Float, _ y: Float) -> SIMD2<Float> {
    let (c, s) = (Double(cosine.atPixel(x, y)), Double(sine.atPixel(x, y)))
    let half = Elementary.sincos(0.5 * Elementary.atan2(s, c))
    return SIMD2(Float(half.cos), Float(half.sin))
  }
}
