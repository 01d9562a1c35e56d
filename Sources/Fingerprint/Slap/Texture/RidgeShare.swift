// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How ridge-like each cell is: regular across, steady along, of one direction with its neighbours
/// and not much paler than the rest.
public struct RidgeShare: Sendable, Hashable {
  /// Contrast is held against this percentile of all cells: fingers fill more than a twentieth of
  /// any slap.
  public var strongPercentile = 0.95
  /// Cells below this share of the strong contrast, and below 5 grey levels, are not probed.
  public var gate: Float = 0.12
  /// Share of the strong contrast from which paleness does not count: paper grain stays below.
  public var full: Float = 0.35
  /// Cells that agree on one direction: deviation of the Gaussian.
  public var agreementSmoothing: Float = 2.5
  /// Evenness over the probe below which a cell is a stroke and no more is computed.
  public var leastEvenness: Float = 0.083
  /// Factors that bring evenness and agreement of good ridges to 1.
  public var evennessGain: Float = 1.8
  /// See `evennessGain`.
  public var agreementGain: Float = 1.25
  /// Deviation of the Gaussian over the result; joins what single probes miss.
  public var smoothing: Float = 1.3

  /// The values that the product ships with.
  public init() {}

  func run(_ w: SlapWorkspace, _ probe: RidgeProbe, _ kernels: Kernels) {
    measureAgreement(w, kernels)
    let strong = Self.percentile(strongPercentile, of: w.contrast, steps: 8)
    probeCells(w, probe, gate: max(5, gate * strong), full: full * strong)
    // Every second cell was probed, as on a chessboard: the smoothed sum over the smoothed count.
    w.ridges.smooth(sigma: smoothing, scratch: w.scratch[0], kernels)
    w.scratch[1].smooth(sigma: smoothing, scratch: w.scratch[0], kernels)
    for y in 0..<w.rows {
      let (ridges, count) = (w.ridges.row(y), w.scratch[1].row(y))
      for x in 0..<w.columns { ridges[x] /= max(count[x], 0.25) }
    }
  }

  /// Length of the mean direction over the mean of lengths, around each cell.
  private func measureAgreement(_ w: SlapWorkspace, _ kernels: Kernels) {
    let (a, b, m) = (w.scratch[1], w.scratch[2], w.scratch[3])
    for y in 0..<w.rows {
      kernels.extraction.orient(
        count: w.columns, x: w.tensorA.row(y), y: w.tensorB.row(y), cosine: a.row(y),
        sine: b.row(y), angle: w.angle.row(y))
      let (ta, tb, te) = (w.tensorA.row(y), w.tensorB.row(y), w.tensorE.row(y))
      let (ra, rb, rm) = (a.row(y), b.row(y), m.row(y))
      for x in 0..<w.columns {
        let scale = 1 / (te[x] + 200)
        let (ua, ub) = (ta[x] * scale, tb[x] * scale)
        ra[x] = ua
        rb[x] = ub
        rm[x] = (ua * ua + ub * ub).squareRoot()
      }
    }
    for plane in [a, b, m] {
      plane.smooth(sigma: agreementSmoothing, scratch: w.scratch[0], kernels)
    }
    for y in 0..<w.rows {
      let (ra, rb, rm, out) = (a.row(y), b.row(y), m.row(y), w.agreement.row(y))
      for x in 0..<w.columns {
        out[x] = (ra[x] * ra[x] + rb[x] * rb[x]).squareRoot() / (rm[x] + 0.05)
      }
    }
  }

  /// Ridge share of every second cell into `ridges`, 1 for each of them into the scratch plane.
  private func probeCells(_ w: SlapWorkspace, _ probe: RidgeProbe, gate: Float, full: Float) {
    let stride = w.half.stride
    if w.probeOffsets.stride != stride {
      w.probeOffsets = (stride, probe.places.map { $0.y * Int32(stride) + $0.x })
    }
    w.probeOffsets.offsets.withUnsafeBufferPointer { buffer in
      guard let offsets = buffer.baseAddress else { return }
      for y in 0..<w.rows {
        let (ridges, count) = (w.ridges.row(y), w.scratch[1].row(y))
        let contrast = w.contrast.row(y)
        for x in 0..<w.columns {
          let chosen = (x + y) & 1 == 0
          count[x] = chosen ? 1 : 0
          ridges[x] =
            chosen && contrast[x] >= gate
            ? share(x, y, w, probe, offsets) * min(1, contrast[x] / max(full, 1)) : 0
        }
      }
    }
  }

  @inline(__always)
  private func share(
    _ x: Int, _ y: Int, _ w: SlapWorkspace, _ probe: RidgeProbe, _ offsets: UnsafePointer<Int32>
  ) -> Float {
    let centre = w.half.row(y * SlapWorkspace.halfCell + 2) + (x * SlapWorkspace.halfCell + 2)
    let start = offsets + Int(w.angle[x, y]) * RidgeProbe.samples * RidgeProbe.points
    guard let finding = probe.look(at: centre, offsets: start, leastEvenness: leastEvenness)
    else { return 0 }
    let even = min(1, evennessGain * finding.evenness)
    let agreed = min(1, agreementGain * w.agreement[x, y])
    return finding.band * (even * agreed).squareRoot()
  }

  /// The value below which a share of the plane's values lies, cut to so many steps a unit.
  static func percentile(_ share: Double, of plane: Plane<Float>, steps: Float) -> Float {
    var counts = [Int](repeating: 0, count: 1024)
    counts.withUnsafeMutableBufferPointer { counts in
      for y in 0..<plane.height {
        let row = plane.row(y)
        for x in 0..<plane.width { counts[min(1023, max(0, Int(row[x] * steps)))] &+= 1 }
      }
    }
    var left = Int(share * Double(plane.width * plane.height))
    for (step, count) in counts.enumerated() {
      left -= count
      if left < 0 { return Float(step) / steps }
    }
    return 0
  }
}
