// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import Testing

@testable import Iris

/// The vote of a picture on real eyes: `../shared/data` beside the project, whose names tell the side.
@Suite struct EyeSideTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/iris/casia_interval_part").path

  private static let isPresent: Bool = {
    let there = FileManager.default.fileExists(atPath: folder)
    if !there { print("SKIPPED: votes for left and right, as \(folder) is not there") }
    return there
  }()

  /// Votes by person and eye, such as `S1001L`: person, side, shot.
  private func votes() throws -> [String: [EyeSideVote]] {
    let names = try #require(FileManager.default.enumerator(atPath: Self.folder))
    let extractor = IrisExtractor()
    let workspace = IrisWorkspace()
    var votes: [String: [EyeSideVote]] = [:]
    for case let name as String in names where name.hasSuffix(".jpg") {
      let image = try ImageFile.read(path: Self.folder + "/" + name)
      let eye = String((name as NSString).lastPathComponent.prefix(6))
      guard let found = try? extractor.extract(image, workspace: workspace) else { continue }
      votes[eye, default: []].append(EyeSideVote(image, found.geometry))
    }
    return votes
  }

  private func truth(_ eye: String) -> EyeLabel { eye.hasSuffix("L") ? .left : .right }

  @Test(.enabled(if: isPresent, "needs ../shared/data"), .timeLimit(.minutes(5)))
  func `One picture votes right nine times in ten, and swapped pairs are told`() throws {
    let votes = try votes()
    let single = votes.flatMap { eye, all in all.map { $0.label == truth(eye) } }
    let right = single.count { $0 }
    print("left/right vote: \(right) of \(single.count) pictures")
    #expect(single.count > 1000)
    #expect(Double(right) >= 0.9 * Double(single.count))

    var (pairs, asked) = (0, 0)
    for (eye, lefts) in votes where truth(eye) == .left {
      for (left, right) in zip(lefts, votes[eye.prefix(5) + "R"] ?? []) {
        pairs += 1
        asked += EyeSideVote.looksSwapped(right: right, left: left) ? 1 : 0
        // A swapped pair gives the opposite answer by construction.
        #expect(
          EyeSideVote.looksSwapped(right: left, left: right)
            != EyeSideVote.looksSwapped(right: right, left: left))
      }
    }
    print("pairs that are right, yet asked for: \(asked) of \(pairs)")
    #expect(pairs > 300)
    #expect(Double(asked) <= 0.1 * Double(pairs))
  }
}
