// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Iris

/// Compares every pair of pictures once, in the order of the pictures.
struct IrisEvaluationRun: Sendable {
  let pictures: [IrisEvaluationPlan.Picture]
  /// Nil where a picture could not be used.
  let codes: [IrisCode?]
  let comparator: IrisComparator

  /// Above every real distance: pairs of which a picture could not be used.
  private static let failed: Float = 1

  /// The distances of each picture to all later ones, spread over the processors.
  func compareAll() async -> [[Float]] {
    var bar = ProgressBar("pictures compared", total: pictures.count)
    return await withTaskGroup(of: (Int, [Float]).self) { group in
      for first in pictures.indices { group.addTask { (first, distances(from: first)) } }
      var rows = [[Float]](repeating: [], count: pictures.count)
      for await (first, distances) in group {
        rows[first] = distances
        bar.advance()
      }
      bar.finish()
      return rows
    }
  }

  private func distances(from first: Int) -> [Float] {
    guard let code = codes[first] else {
      return [Float](repeating: Self.failed, count: pictures.count - first - 1)
    }
    let probe = comparator.probe(code)
    return codes[(first + 1)...].map { other in
      other.map { comparator.compare(probe, $0).distance } ?? Self.failed
    }
  }

  /// `genuine|impostor a b distance`, a line a pair.
  func lines(_ rows: [[Float]]) -> String {
    rows.enumerated().map { first, distances in
      distances.enumerated().map { offset, distance in
        let (a, b) = (pictures[first], pictures[first + 1 + offset])
        let kind = a.eye == b.eye ? "genuine" : "impostor"
        return "\(kind) \(a.path) \(b.path) \(IrisComparison.text(distance))\n"
      }.joined()
    }.joined()
  }

  /// Error rates of all pairs under one threshold.
  func rates(_ rows: [[Float]], name: String) throws(InputError) -> EvaluationLine {
    var genuine: [Float] = []
    var impostor: [Float] = []
    for (first, distances) in rows.enumerated() {
      for (offset, distance) in distances.enumerated() {
        // Rates count higher scores as more alike.
        if pictures[first].eye == pictures[first + 1 + offset].eye {
          genuine.append(-distance)
        } else {
          impostor.append(-distance)
        }
      }
    }
    guard let rates = ErrorRates(genuine: genuine, impostor: impostor) else {
      throw .oneEyeOnly(name)
    }
    let failures = codes.count { $0 == nil }
    return EvaluationLine(name, rates: rates, failures: failures, isDistance: true)
  }
}

extension InputError {
  static func oneEyeOnly(_ place: String) -> InputError {
    InputError(
      code: "too-few-pictures",
      message: "\(place) needs at least two eyes and two pictures of one of them.")
  }
}
