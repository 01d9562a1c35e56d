// SPDX-License-Identifier: Apache-2.0

/// A template prepared for comparison: made once, compared with as many others as wanted.
///
/// It holds what the template holds in the form that the loops read, so it is to be protected like
/// the template.
public struct TemplateIndex: Sendable {
  let content: Content

  /// Prepares a template up to its own level, or `level` when that is lower.
  public init(_ template: FingerprintTemplate, level limit: ComparisonLevel = .ridges) {
    content = Content(template.reduced(to: limit))
  }

  /// The highest level it can be compared at.
  public var level: ComparisonLevel { content.level }
  /// Minutiae that take part, at most 128.
  public var minutiaCount: Int { content.minutiae.count }

  /// In one piece of memory, so that a comparison holds it by one reference.
  final class Content: Sendable {
    let level: ComparisonLevel
    /// Decides which of two templates is the first, so that their order does not matter.
    let order: UInt64
    let minutiae: MinutiaColumns
    let coverage: Coverage
    let cylinders: CylinderDescriptors
    let flow: FlowField?
    let descriptors: FlowDescriptors?
    let ridges: RidgeMap?

    init(_ template: FingerprintTemplate) {
      level = template.level
      minutiae = MinutiaColumns(template.minutiae)
      order = UInt64(minutiae.count) << 56 | minutiae.digest >> 8
      let hull = Coverage(hullOf: minutiae, margin: ComparisonParameters().hullMargin)
      flow = template.orientation.map(FlowField.init)
      coverage = flow.map(Coverage.init(foregroundOf:)) ?? hull
      cylinders = CylinderDescriptors(minutiae, hull)
      descriptors = flow.map { [minutiae] in FlowDescriptors(minutiae, $0) }
      ridges = template.ridges
    }
  }
}
