// SPDX-License-Identifier: Apache-2.0

/// A template prepared for comparison: made once, compared with as many others as wanted.
///
/// It holds what the template holds in the form that the loops read, so it is to be protected like
/// the template.
public struct TemplateIndex: Sendable {
  /// The highest level it can be compared at.
  public let level: ComparisonLevel
  /// Decides which of two templates is the first, so that their order does not matter.
  let order: UInt64
  let minutiae: MinutiaColumns
  let coverage: Coverage
  let cylinders: CylinderDescriptors
  let flow: FlowField?
  let descriptors: FlowDescriptors?
  let ridges: RidgeMap?

  /// Prepares a template up to its own level, or `level` when that is lower.
  public init(_ template: FingerprintTemplate, level limit: ComparisonLevel = .ridges) {
    let template = template.reduced(to: limit)
    let parameters = ComparisonParameters()
    level = template.level
    minutiae = MinutiaColumns(template.minutiae)
    order = UInt64(minutiae.count) << 56 | minutiae.digest >> 8
    let hull = Coverage(hullOf: minutiae, margin: parameters.hullMargin)
    flow = template.orientation.map(FlowField.init)
    coverage = flow.map(Coverage.init(foregroundOf:)) ?? hull
    cylinders = CylinderDescriptors(minutiae, hull)
    descriptors = flow.map { [minutiae] in FlowDescriptors(minutiae, $0) }
    ridges = template.ridges
  }

  /// Minutiae that take part, at most 128.
  public var minutiaCount: Int { minutiae.count }
}
