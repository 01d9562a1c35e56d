// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import Glibc

/// Says whether a signature over a digest is that of a kit; the last argument is the certificate (DER)
/// that lies on the stick, to be trusted only as far as its issuer is.
public typealias StickCheck = @Sendable (Digest256, [UInt8], [UInt8]) -> Bool

/// A folder that a kit wrote onto a stick, with every byte of it checked.
///
/// Names and sizes come from the signed manifest alone: nothing else in the folder is read, and a
/// folder with anything else in it is refused.
public struct StickFolder: Sendable {
  /// Names of the files beside the records.
  enum Name {
    static let manifest = "manifest.json"
    static let signature = "manifest.sig"
    static let certificate = "station.cer"
    static let all = [manifest, signature, certificate]
  }

  /// Longest signature and certificate, in bytes.
  private static let smallLimit = 64 << 10

  /// What lies there.
  public let manifest: StickManifest
  private let folder: DurableFolder

  /// Opens a folder and checks all of it. Throws `stick-altered`, and `store-unusable` for a stick that
  /// cannot be read.
  public init(path: String, check: StickCheck) throws(StoreError) {
    folder = DurableFolder(path: path)
    do throws(StoreError) {
      manifest = try Self.manifest(in: folder, check)
      try checkNames()
      for item in manifest.records { _ = try record(item) }
    } catch { throw .ofStick(error) }
  }

  private static func manifest(
    in folder: DurableFolder, _ check: StickCheck
  ) throws(StoreError) -> StickManifest {
    let bytes = try folder.read(Name.manifest, limit: StickManifest.limit, fresh: true)
    let signature = try folder.read(Name.signature, limit: smallLimit, fresh: true)
    let certificate = try folder.read(Name.certificate, limit: smallLimit, fresh: true)
    let digest: Digest256
    do { digest = try StickManifest.digest(bytes) } catch { throw DiskError.translating(error) }
    guard check(digest, signature, certificate) else {
      throw .altered("its manifest is not signed by a station")
    }
    return try StickManifest(decoding: bytes)
  }

  private func checkNames() throws(StoreError) {
    let expected = Name.all + manifest.records.map { Outbox.fileName($0.id) }
    guard try folder.names() == expected.sorted() else {
      throw .altered("it holds other files than its manifest lists")
    }
  }

  /// Reads one record; its bytes are compared with the manifest each time.
  public func record(_ item: StickManifest.Item) throws(StoreError) -> SealedRecord {
    let name = Outbox.fileName(item.id)
    guard try folder.size(name) == item.size else {
      throw .altered("record \(item.id) has another size")
    }
    let record = try SealedRecord(
      id: item.id, bytes: folder.read(name, limit: item.size, fresh: true))
    guard record.digest == Digest256(hexadecimal: item.sha256) else {
      throw .altered("record \(item.id) has other bytes")
    }
    return record
  }

  /// Writes a folder: under another name first, each file forced to the stick, then renamed, then read
  /// back and compared.
  static func write(
    _ manifest: StickManifest, signature: [UInt8], certificate: [UInt8], to mount: String,
    record: (RecordID) throws(StoreError) -> SealedRecord
  ) throws(StoreError) -> String {
    let final = mount + "/" + manifest.folderName
    let partial = final + DurableFolder.partial
    guard mkdir(partial, 0o700) == 0 else { throw DiskError.system(partial) }
    let folder = DurableFolder(path: partial)
    do throws(StoreError) {
      for item in manifest.records {
        try folder.write(record(item.id).bytes, as: Outbox.fileName(item.id))
      }
      let bytes: [UInt8]
      do { bytes = try manifest.encoded() } catch { throw DiskError.translating(error) }
      try folder.write(bytes, as: Name.manifest)
      try folder.write(signature, as: Name.signature)
      try folder.write(certificate, as: Name.certificate)
      guard access(final, F_OK) != 0 else {
        throw StoreError(
          .unusable, "\(final) is there already. Export again, or use another stick.")
      }
      guard rename(partial, final) == 0 else { throw DiskError.system(final) }
      try DurableFolder(path: mount).synchronise()
    } catch {
      folder.removeAll()
      throw error
    }
    _ = try StickFolder(path: final) { _, read, _ in read == signature }
    return final
  }
}
