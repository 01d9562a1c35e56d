// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Testing

@Suite struct FusionFittingTests {
  @Test func `Fitted weights tell impressions of a finger from those of others`() throws {
    let fitting = FusionFitting(level: .minutiae, comparator: Comparator())
    let workspace = ComparisonWorkspace()
    let indexes = try (UInt64(0)..<6).map { seed -> [TemplateIndex] in
      let finger = SyntheticFinger(seed: seed, count: 30)
      return try (UInt64(0)..<3).map {
        let impression = finger.impression(seed: 100 * seed + $0, scatter: 2, missing: 0.2)
        return TemplateIndex(try #require(impression.template))
      }
    }
    var samples: [FusionFitting.Sample] = []
    for (i, first) in indexes.enumerated() {
      samples.append(
        fitting.sample(first[0], first[1], isGenuine: true, workspace: workspace))
      samples.append(
        fitting.sample(
          first[0], indexes[(i + 1) % indexes.count][1], isGenuine: false, workspace: workspace))
    }
    let fit = fitting.fit(samples)
    let genuine = samples.filter(\.isGenuine).map(fit.evidence)
    let impostor = samples.filter { !$0.isGenuine }.map(fit.evidence)
    #expect(try #require(genuine.min()) > (try #require(impostor.max())))
    #expect(fit.text.hasPrefix("pairs "))
  }
}
