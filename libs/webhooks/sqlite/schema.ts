/** Tables of the state of deliveries. */
export const DELIVERY_PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL';

export const DELIVERY_SCHEMA = `
CREATE TABLE IF NOT EXISTS subscriptions (
  id TEXT PRIMARY KEY,
  token INTEGER NOT NULL,
  holder TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  -- Null before the first delivery.
  cursor INTEGER,
  link TEXT NOT NULL DEFAULT '',
  applied INTEGER NOT NULL DEFAULT -1
) STRICT;
-- Events due, and the first event of each lane with its tries.
CREATE TABLE IF NOT EXISTS due (
  subscription TEXT NOT NULL,
  lane TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (subscription, lane, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS heads (
  subscription TEXT NOT NULL,
  lane TEXT NOT NULL,
  position INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  next_ms INTEGER NOT NULL,
  PRIMARY KEY (subscription, lane)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS heads_next ON heads (subscription, next_ms);
CREATE TABLE IF NOT EXISTS attempts (
  no INTEGER PRIMARY KEY,
  subscription TEXT NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  took_ms INTEGER NOT NULL,
  status INTEGER,
  error TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attempts_subscription ON attempts (subscription, no);
`;
