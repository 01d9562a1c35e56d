// SPDX-License-Identifier: Apache-2.0

/// Every field may be left out and then has its default; an unknown one is refused, as a misspelt
/// limit must not be lost in silence.
extension CapturePolicy {
  /// Not private: the coding that the compiler writes stands with the type, in another file.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case format, profile, finger, fingers, roll, eye, portraitAttempts
    case asksForEyes, asksForPortrait, asksForExceptionPhoto, asksForSecondPerson
    case requiredFields, grounds, overrideReasons, notEnrolledReasons
  }

  /// Reads the fields that are there.
  public init(from decoder: any Decoder) throws {
    self.init()
    let all = try decoder.container(keyedBy: AnyKey.self)
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    for key in all.allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: all, debugDescription: "no policy has this field")
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys, _ value: inout Value) throws {
      value = try container.decodeIfPresent(Value.self, forKey: key) ?? value
    }
    try read(.format, &format)
    try read(.profile, &profile)
    try read(.finger, &finger)
    try read(.fingers, &fingers)
    try read(.roll, &roll)
    try read(.eye, &eye)
    try read(.portraitAttempts, &portraitAttempts)
    try read(.asksForEyes, &asksForEyes)
    try read(.asksForPortrait, &asksForPortrait)
    try read(.asksForExceptionPhoto, &asksForExceptionPhoto)
    try read(.asksForSecondPerson, &asksForSecondPerson)
    try read(.requiredFields, &requiredFields)
    try read(.grounds, &grounds)
    try read(.overrideReasons, &overrideReasons)
    try read(.notEnrolledReasons, &notEnrolledReasons)
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
