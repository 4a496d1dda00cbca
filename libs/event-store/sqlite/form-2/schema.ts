/**
 * Tables of form 2: a row for the events of a stream and commit, a link for each commit. Triggers reject every change to `rows` and
 * `commits` but an insert.
 */
import { LEASES_TABLE } from '#libs/event-store/sqlite/leases.ts';
import { UNFINISHED } from '#libs/event-store/sqlite/stored-form.ts';

export const FORM_2_TABLES = `
CREATE TABLE IF NOT EXISTS log (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Of this storage; a program that does not know it opens nothing.
  form INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS streams (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS streams_category ON streams (category);
CREATE TABLE IF NOT EXISTS commits (
  no INTEGER PRIMARY KEY,
  -- Of its last event.
  position INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  correlation TEXT NOT NULL,
  causation TEXT NOT NULL,
  -- In a log that was carried over from form 1: the link there at this position.
  former BLOB,
  link BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS rows (
  -- Position and revision of its last event.
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams (no),
  revision INTEGER NOT NULL,
  events INTEGER NOT NULL,
  commit_no INTEGER NOT NULL REFERENCES commits (no),
  -- 16 bytes for each event.
  ids BLOB NOT NULL,
  -- 32 bytes for each event.
  leaves BLOB NOT NULL,
  -- Type, schema version and day known of each event.
  head TEXT NOT NULL,
  -- A salt, then effective date and payload of each event: text, or bytes where they are sealed.
  body ANY NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS rows_by_stream ON rows (stream, revision, events, ids);
${LEASES_TABLE}CREATE TRIGGER IF NOT EXISTS rows_are_never_changed BEFORE UPDATE ON rows
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER IF NOT EXISTS rows_are_never_deleted BEFORE DELETE ON rows
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER IF NOT EXISTS commits_are_never_changed BEFORE UPDATE ON commits
BEGIN SELECT RAISE(ABORT, 'a commit is never changed'); END;
CREATE TRIGGER IF NOT EXISTS commits_are_never_deleted BEFORE DELETE ON commits
BEGIN SELECT RAISE(ABORT, 'a commit is never deleted'); END;
-- A former version of the program would make a table of this name, and stops at it.
CREATE VIEW IF NOT EXISTS events AS SELECT position, stream, revision, events, commit_no FROM rows;
-- Last: a log that says its form is whole.
INSERT OR IGNORE INTO log VALUES (1, 2);
`;

/** Of a file into which another log is to be copied: no command takes it for an empty log before its first batch is there. */
export const FORM_2_TARGET_TABLES = `${FORM_2_TABLES}UPDATE log SET form = ${UNFINISHED};`;

export const TRIGGERS = [
  'rows_are_never_changed',
  'rows_are_never_deleted',
  'commits_are_never_changed',
  'commits_are_never_deleted',
] as const;
