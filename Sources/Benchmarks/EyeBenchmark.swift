// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Iris
import SampleKit

/// How exact segmentation is on synthetic eyes, whose truth is known, and how far apart their codes
/// are. Synthetic figures are no accuracy: they tell when something broke.
enum EyeBenchmark {
  static let benchmark = Benchmark(
    name: "eyes", abstract: "iris segmentation and codes against synthetic ground truth", run: run)

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    var errors = EyeErrors()
    var codes: [[IrisCode?]] = []
    let extractor = IrisExtractor()
    let workspace = IrisWorkspace()
    for number in 0..<options.impressions {
      let eye = MasterEye(seed: UInt64(number), label: number % 2 == 0 ? .right : .left)
      codes.append(
        (0..<2).map { picture in
          let shot = EyeImage(of: eye, EyeConditions(seed: UInt64(2 * number + picture)))
          let found = try? extractor.extract(shot.image, workspace: workspace)
          errors.add(found, shot.truth)
          return found?.code
        })
    }
    return BenchmarkReport(
      name: benchmark.name, subject: "2 pictures each of \(options.impressions) synthetic eyes",
      figures: errors.figures + distances(codes))
  }

  /// Same eyes twice, and the first picture of each eye against those of all later ones.
  private static func distances(_ codes: [[IrisCode?]]) -> [BenchmarkReport.Figure] {
    let comparator = IrisComparator()
    var genuine: [Float] = []
    var nearest: Float = 1
    for (number, pair) in codes.enumerated() {
      guard let first = pair[0] else {
        genuine.append(1)
        continue
      }
      let probe = comparator.probe(first)
      genuine.append(pair[1].map { comparator.compare(probe, $0).distance } ?? 1)
      for other in codes[(number + 1)...] {
        if let code = other[0] { nearest = min(nearest, comparator.compare(probe, code).distance) }
      }
    }
    let matching = genuine.count { $0 <= IrisComparator.threshold }
    return [
      .init("nearest different eyes", Double(nearest), "distance"),
      .init("same eyes within threshold", 100 * Double(matching) / Double(genuine.count), "%"),
    ]
  }
}

/// Errors over many pictures.
private struct EyeErrors {
  private var failures = 0
  private var pupilCentre: [Double] = []
  private var pupilRadius: [Double] = []
  private var limbusCentre: [Double] = []
  private var limbusRadius: [Double] = []
  private var usableArea: [Double] = []

  mutating func add(_ found: IrisFeatures?, _ truth: EyeTruth) {
    guard let found else {
      failures += 1
      return
    }
    pupilCentre.append(distance(found.geometry.pupil, truth.pupil))
    limbusCentre.append(distance(found.geometry.limbus, truth.limbus))
    pupilRadius.append(abs(Double(found.geometry.pupil.radius) - truth.pupil.radius))
    limbusRadius.append(abs(Double(found.geometry.limbus.radius) - truth.limbus.radius))
    usableArea.append(abs(Double(found.measures.usableArea) - truth.usableArea))
  }

  private func distance(_ circle: Circle, _ truth: EyeTruth.Circle) -> Double {
    let (x, y) = (Double(circle.x) - truth.x, Double(circle.y) - truth.y)
    return (x * x + y * y).squareRoot()
  }

  var figures: [BenchmarkReport.Figure] {
    [
      .init("pictures without an eye", Double(failures)),
      .init("pupil centre, 95 % within", percentile95(pupilCentre), "px"),
      .init("pupil radius, 95 % within", percentile95(pupilRadius), "px"),
      .init("limbus centre, 95 % within", percentile95(limbusCentre), "px"),
      .init("limbus radius, 95 % within", percentile95(limbusRadius), "px"),
      .init("usable area, mean error", mean(usableArea), "points"),
      .init("usable area, 95 % within", percentile95(usableArea), "points"),
    ]
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }

  private func percentile95(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) * 95 / 100]
  }
}
