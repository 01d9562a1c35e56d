// SPDX-License-Identifier: Apache-2.0

/// RVUP: ratios of the widths of neighbouring ridges and valleys.
///
/// All ratios of all blocks make one list. The last position of a profile is left out, and so are the
/// runs at its edges and the first complete one.
struct RidgeValleyUniformity {
  static let bounds = [0.5, 0.667, 0.8, 1, 1.25, 1.5, 2, 24, 30]
  /// Fewer transitions in a block give no ratio.
  private static let leastTransitions = 4

  func append(_ profile: RidgeProfile, to ratios: inout [Double]) {
    let transitions = profile.transitions(among: TurnedProfile.positions - 1)
    guard transitions.count >= Self.leastTransitions else { return }
    // From the right edge to the left; every second ratio is inverted, so that all are of the same
    // kind over the other.
    var inverts = !profile.isRidge(transitions[0])
    for i in stride(from: transitions.count - 1, to: 2, by: -1) {
      let width = Double(transitions[i] - transitions[i - 1])
      let next = Double(transitions[i - 1] - transitions[i - 2])
      ratios.append(inverts ? next / width : width / next)
      inverts.toggle()
    }
  }
}
