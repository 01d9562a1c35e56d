// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Testing

@Suite struct EvaluationPlanTests {
  @Test func `All pairs of a finger are genuine, all of different fingers impostor`() {
    let plan = EvaluationPlan(
      fileNames: ["102_1.png", "101_2.png", "101_10.png", "101_1.png", "102_2.png", "notes.txt"])
    #expect(plan.impressions.map(\.number) == [1, 2, 10, 1, 2])
    #expect(plan.pairs.filter(\.isGenuine).count == 3 + 1)
    #expect(plan.pairs.filter { !$0.isGenuine }.count == 6)
  }

  @Test(arguments: ["a_1.png", "1.png", "1_2_3.png", "1_.png", "-1_2.png", ""])
  func `Other names are left out`(name: String) {
    #expect(EvaluationPlan(fileNames: [name]).impressions.isEmpty)
  }
}
