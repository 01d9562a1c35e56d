// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The tables. A released migration is never changed; a further one is added below it.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { try $0.execute(sql: second) }
    migrator.registerMigration("3") { try $0.execute(sql: third) }
    return migrator
  }

  /// Times are seconds since 1970. Columns named `sealed` and `key` hold AES-GCM boxes.
  private static let first = """
    CREATE TABLE setting(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

    CREATE TABLE audit(n INTEGER PRIMARY KEY, row TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE audit_head(
      n INTEGER PRIMARY KEY, hash BLOB NOT NULL, signature BLOB NOT NULL) STRICT;

    CREATE TABLE draft(
      id BLOB PRIMARY KEY, key BLOB NOT NULL, version INTEGER NOT NULL, saved INTEGER NOT NULL,
      sealed BLOB NOT NULL) STRICT;
    CREATE TABLE draft_blob(
      draft BLOB NOT NULL REFERENCES draft(id) ON DELETE CASCADE, name TEXT NOT NULL,
      version INTEGER NOT NULL, file TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
      PRIMARY KEY(draft, name)) STRICT;

    CREATE TABLE outbox(
      id TEXT PRIMARY KEY, digest BLOB NOT NULL, size INTEGER NOT NULL, accepted INTEGER NOT NULL,
      state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      refusals INTEGER NOT NULL DEFAULT 0, next INTEGER, reason TEXT, stick TEXT,
      receipt BLOB, received INTEGER, kept INTEGER NOT NULL DEFAULT 1) STRICT;
    CREATE INDEX outbox_state ON outbox(state);

    CREATE TABLE ledger(
      n INTEGER PRIMARY KEY, record TEXT UNIQUE, ward TEXT NOT NULL, kind TEXT NOT NULL,
      age TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT, exceptions INTEGER NOT NULL,
      overrides INTEGER NOT NULL, operator TEXT NOT NULL, shift INTEGER, began INTEGER NOT NULL,
      ended INTEGER NOT NULL) STRICT;
    CREATE INDEX ledger_ended ON ledger(ended);
    CREATE TABLE quota(ward TEXT PRIMARY KEY, people INTEGER NOT NULL) STRICT;

    CREATE TABLE operator(
      id TEXT PRIMARY KEY, role TEXT NOT NULL, sealed BLOB NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE shift(
      n INTEGER PRIMARY KEY, operator TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER) STRICT;

    CREATE TABLE person(
      day TEXT NOT NULL, ticket INTEGER NOT NULL, sealed BLOB NOT NULL, status TEXT NOT NULL,
      reason TEXT, record TEXT, PRIMARY KEY(day, ticket)) STRICT;
    """

  /// Which application a record is of; `alias` stands for its number.
  private static let second = """
    CREATE TABLE application(
      record TEXT PRIMARY KEY, alias BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE INDEX application_alias ON application(alias);
    """

  /// Finds the few rows that `AuditLog.clockQuestion` asks for among hundreds of thousands; SQLite takes a
  /// partial index where a query has its very words (SQLite documentation, partialindex.html, 3).
  private static let third = #"""
    CREATE INDEX audit_clock ON audit(n) WHERE row LIKE '%"clockWentBack":true}';
    CREATE INDEX audit_confirmed ON audit(n)
      WHERE row LIKE '%"event":"synchronised"%' OR row LIKE '%"event":"settings-changed"%';
    """#
}
