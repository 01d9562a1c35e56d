// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// The readable half of an application's folder: civil data in Unicode, what was captured and by
/// what, and a digest of every other file.
///
/// Names are those of OSIA's Enrollment (Open Standards Identity APIs, enrollment.yaml) wherever
/// it has one. The file is JSON in UTF-8 with sorted keys: the same application gives the same
/// bytes.
public struct Manifest: Sendable, Hashable, Codable {
  /// Value of `format`; a later layout gets another one.
  public static let format = "sinhtrac-manifest-1"
  /// Largest manifest that is read, in bytes.
  public static let maximumBytes = 1 << 20
  /// Most biometric items, parts or relatives in one manifest.
  public static let maximumItems = 200

  /// Layout of the file.
  public let format: String
  /// The application's id.
  public let enrollmentId: String
  /// OSIA's state of an enrolment that is complete.
  public let status: String
  /// What is applied for.
  public let requestData: Request
  /// When and where.
  public let contextualData: Context
  /// Who applies.
  public let biographicData: Biography
  /// Captures and missing fingers.
  public let biometricData: [BiometricItem]
  /// The other files of the folder.
  public let parts: [Part]
  /// How the record came about; nil where no session made it.
  public let enrolment: EnrolmentAccount?

  /// What is applied for.
  public struct Request: Sendable, Hashable, Codable {
    /// FIRST_ISSUANCE, EXCHANGE or REISSUANCE.
    public let requestType: String
    /// The office's code, where one is asked for.
    public let reason: String?
  }

  /// When and where the application was taken.
  public struct Context: Sendable, Hashable, Codable {
    /// Local day of the application, `YYYY-MM-DD`.
    public let enrollmentDate: String
    /// When the files were written, RFC 3339.
    public let creationDate: String
    /// 0-5, 6-13 or 14+.
    public let ageGroup: String
    /// The capture kit.
    public let kit: String
    /// As 1.008 of the record.
    public let originatingAgency: String
    /// As 1.007 of the record.
    public let destinationAgency: String
    /// As 1.009 of the record.
    public let transactionControlNumber: String
    /// What wrote the files.
    public let software: AlgorithmVersion
  }

  /// One of the other files.
  public struct Part: Sendable, Hashable, Codable {
    /// File name without folder.
    public let name: String
    /// Media type.
    public let mimeType: String
    /// Bytes.
    public let size: Int
    /// SHA-256 in 64 hexadecimal digits.
    public let sha256: String
  }
}

extension Manifest {
  /// The file.
  ///
  /// Throws `manifest` when JSON cannot say it, which a manifest made here never causes.
  public func encoded() throws(RecordError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw RecordError("manifest", "Writing the manifest: JSON cannot express it.", cause: error)
    }
  }

  /// Reads a manifest and checks its form; the digests are for `check(_:)`.
  ///
  /// Throws `manifest` when it is too large, no JSON of this layout, or a name, date or digest in
  /// it does not have its form.
  public init(decoding bytes: [UInt8]) throws(RecordError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .manifest("it has more than \(Self.maximumBytes) bytes")
    }
    do {
      self = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
    } catch {
      throw .manifest("it is not JSON with the fields of a manifest")
    }
    try checkForm()
  }

  /// Checks a file of the folder against the manifest.
  ///
  /// Throws `part-unknown` when the manifest does not list it, `part-altered` when size or digest
  /// differ.
  public func check(_ part: RecordPart) throws(RecordError) {
    guard let listed = parts.first(where: { $0.name == part.name }) else {
      throw RecordError(
        "part-unknown", "Checking \(part.name): the manifest does not list it. Remove the file.")
    }
    guard try listed == Part(part, mimeType: listed.mimeType) else {
      throw RecordError(
        "part-altered",
        """
        Checking \(part.name): size or SHA-256 differ from the manifest's. The file was changed \
        after the record was written; do not use it.
        """)
    }
  }

  private func checkForm() throws(RecordError) {
    guard format == Self.format else { throw .manifest("its format is not \(Self.format)") }
    guard ApplicationRecord.isValid(id: enrollmentId) else {
      throw .manifest("enrollmentId is not 1 to 36 letters, digits and hyphens")
    }
    guard parts.count <= Self.maximumItems, biometricData.count <= Self.maximumItems,
      biographicData.relatives?.count ?? 0 <= Self.maximumItems
    else { throw .manifest("a list has more than \(Self.maximumItems) entries") }
    guard parts.allSatisfy(\.isWellFormed), Set(parts.map(\.name)).count == parts.count else {
      throw .manifest("a part's name, size or digest does not have its form, or a name is twice")
    }
    guard CalendarDate(contextualData.enrollmentDate) != nil,
      UTCTime(contextualData.creationDate) != nil, BirthDate(biographicData.dateOfBirth) != nil
    else { throw .manifest("a date does not have its form") }
  }
}

extension Manifest.Part {
  /// Throws `digest` when OpenSSL fails.
  init(_ part: RecordPart, mimeType: String) throws(RecordError) {
    name = part.name
    self.mimeType = mimeType
    size = part.bytes.count
    sha256 = try RecordError.digest(of: part.bytes).hexadecimal
  }

  /// A plain file name that cannot lead out of the folder, and a digest.
  fileprivate var isWellFormed: Bool {
    isPrintable(name, 1...64) && !name.hasPrefix(".") && !name.contains("/")
      && !name.contains("\\") && size >= 0 && Digest256(hexadecimal: sha256) != nil
  }
}

extension RecordError {
  fileprivate static func manifest(_ found: String) -> RecordError {
    RecordError(
      "manifest", "Reading a manifest: \(found). Ask the station that wrote it for a new copy.")
  }

  /// SHA-256, with a failure of OpenSSL as an error of this layer.
  static func digest(of bytes: [UInt8]) throws(RecordError) -> Digest256 {
    do throws(CryptoError) {
      return try SHA256.digest(of: bytes)
    } catch {
      throw RecordError("digest", "Computing a SHA-256 digest failed.", cause: error)
    }
  }
}
