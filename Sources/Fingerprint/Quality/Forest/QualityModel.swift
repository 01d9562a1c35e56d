// SPDX-License-Identifier: Apache-2.0

/// A forest that turns native quality measures into the unified quality score, and what it is.
public struct QualityModel: Sendable, Hashable {
  /// Which model made a score; belongs beside every score.
  public struct Identity: Sendable, Hashable {
    /// Short name, such as `nist-plain-tir-ink-2.0.0`.
    public let name: String
    /// MD5 of the file that the model was published as, 32 hexadecimal digits.
    public let digest: String
    /// Whether this is the forest of NFIQ 2.3.
    public var isNFIQ2: Bool { self == .nist }

    /// NIST's "Plain TIR + Ink" 2.0.0, the model of NFIQ 2.3.
    public static let nist = Identity(
      name: "nist-plain-tir-ink-2.0.0", digest: "b4a1e7586b3be906f9770e4b77768038")
  }

  /// What the model is.
  public let identity: Identity
  /// The trees.
  public let forest: DecisionForest

  /// A model of its own trees, known by the digest of its compact file.
  public init(name: String, forest: DecisionForest) throws {
    try self.init(compact: CompactForest(name: name, forest: forest).encoded())
  }

  init(identity: Identity, forest: DecisionForest) {
    self.identity = identity
    self.forest = forest
  }
}

extension QualityModel: CustomStringConvertible {
  /// Name and size.
  public var description: String {
    "\(identity.name) (\(forest.treeCount) trees, \(forest.nodeCount) nodes)"
  }
}
