// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Finds the iris in a near-infrared picture of an eye and makes a code of it.
///
/// No trained weights: dark even discs become hypotheses of a pupil and its iris, one energy decides
/// between them, both edges are traced at full resolution, and the ring between them is unrolled,
/// freed of lids, lashes and highlights, and filtered (after Daugman, 1993 and later).
public struct IrisExtractor: Sendable {
  /// The numbers that the stages work with.
  public let parameters: IrisParameters
  /// The loops to use; results are the same with all.
  public let kernels: Kernels
  private let filter: GaborFilter

  /// Builds the filter; keep the value and use it for many pictures.
  public init(parameters: IrisParameters = .init(), kernels: Kernels = .best) {
    self.parameters = parameters
    self.kernels = kernels
    filter = GaborFilter(
      wavelength: parameters.encoder.wavelength, width: parameters.encoder.width)
  }

  /// Takes a picture of 64 to 2048 pixels a side that shows one eye upright.
  ///
  /// Throws `no-eye`, `image-too-small`, `image-too-large`. Nothing large is allocated once the
  /// workspace has seen a picture of that size.
  public func extract(
    _ image: GrayImage, workspace w: IrisWorkspace, trace: (any StageTrace)? = nil
  ) throws(IrisError) -> IrisFeatures {
    let stage = IrisStageObserver(workspace: w, trace: trace)
    let (p, k) = (parameters, kernels.iris)
    try w.load(image)
    stage(.reduction) { w.makeLevels(p.octaves(width: image.width, height: image.height), k) }
    stage(.candidates) { p.findCandidates(w, k) }
    stage(.hypotheses) { p.findEyes(w, k) }
    stage(.choice) { p.chooseEye(w, k) }
    try p.demandEye(w)
    stage(.contours) { p.traceContours(w, k) }
    guard let geometry = w.geometry else { throw .noEye }
    stage(.sheet) { w.sheet.unroll(w.picture, geometry, k) }
    stage(.mask) { p.mask.run(w.sheet, w.covering) }
    stage(.code) { w.code = p.encoder.encode(w.sheet, w.coding, filter, k) }
    stage(.quality) {
      w.lids = LidArcs().rows(w.covering.lids, geometry)
      let measurement = IrisMeasurement(
        picture: w.picture, sheet: w.sheet, covering: w.covering,
        lids: w.lids, eye: geometry)
      w.measures = measurement.run(k)
    }
    guard let measures = w.measures, measures.irisPupilContrast >= p.leastContrast else {
      throw .noEye
    }
    return IrisFeatures(geometry: geometry, code: w.code, measures: measures, lids: w.lids)
  }
}

extension IrisParameters {
  func findCandidates(_ w: IrisWorkspace, _ kernels: any IrisKernels) {
    for level in w.levels { level.candidates = candidates.find(on: level, level.discs, kernels) }
  }

  func findEyes(_ w: IrisWorkspace, _ kernels: any IrisKernels) {
    for level in w.levels {
      let pupils =
        level.radii.lowerBound * candidates.ratios.lowerBound...level.radii.upperBound
        * candidates.ratios.upperBound
      level.best = search.best(
        of: level.candidates, pupils: pupils, on: level, w.rings, kernels)
    }
  }

  /// Of the best eyes of both levels the one with more energy, added up over both levels: edges are
  /// steeper in a smaller picture, so that energies of different levels cannot be compared.
  func chooseEye(_ w: IrisWorkspace, _ kernels: any IrisKernels) {
    let eyes = w.levels.compactMap { level in
      level.best.map { (level: level, eye: $0.enlarged(by: level.factor)) }
    }
    let sums = eyes.map { eye -> Float in
      let isNested = eyes.contains { eye.eye.isInside($0.eye) }
      return eyes.count == 1
        ? 0
        : w.levels.reduce(0) {
          $0 + search.energy(of: eye.eye, isNested: isNested, on: $1, w.rings, kernels)
        }
    }
    guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return }
    w.level = eyes[best].level
    w.eye = eyes[best].eye
  }

  func demandEye(_ w: IrisWorkspace) throws(IrisError) {
    guard let eye = w.eye, eye.energy >= leastConfidence else { throw .noEye }
  }

  /// Traces both edges at full resolution.
  func traceContours(_ w: IrisWorkspace, _ kernels: any IrisKernels) {
    guard let eye = w.eye, let level = w.level else { return }
    w.crop.cut(w.picture, around: eye.limbus, factor: level.factor, kernels)
    let (x, y) = (w.crop.x, w.crop.y)
    let inner = pupil.trace(eye.pupil.moved(by: -x, -y), in: w.crop, w.contours, kernels)
    let outer = limbus.trace(eye.limbus.moved(by: -x, -y), in: w.crop, w.contours, kernels)
    guard let inner, let outer, outer.radius > 1.15 * inner.circle.radius else { return }
    w.geometry = EyeGeometry(
      pupil: inner.circle.moved(by: x, y), pupilRadii: inner.radii, limbus: outer.moved(by: x, y),
      confidence: eye.energy,
      pictureSize: .init(width: w.picture.width, height: w.picture.height))
  }
}
