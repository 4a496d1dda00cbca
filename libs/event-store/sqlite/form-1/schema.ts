/** Tables of form 1: a row for each event. Triggers reject every change to `events` but an insert. */
import { LEASES_TABLE } from '#libs/event-store/sqlite/leases.ts';

export const FORM_1_TABLES = `
CREATE TABLE IF NOT EXISTS streams (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS streams_category ON streams (category);
CREATE TABLE IF NOT EXISTS commits (
  no INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  correlation TEXT NOT NULL,
  causation TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams (no),
  revision INTEGER NOT NULL,
  id BLOB NOT NULL,
  type TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  effective TEXT NOT NULL,
  known_on TEXT NOT NULL,
  commit_no INTEGER NOT NULL REFERENCES commits (no),
  data TEXT NOT NULL,
  link BLOB NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (stream, id)
) STRICT;
${LEASES_TABLE}CREATE TRIGGER IF NOT EXISTS events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER IF NOT EXISTS events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
`;
