/**
 * What is recorded of a file that came in, besides its facts. There is one stream for each file received, named by its content, so
 * that the same file again adds nothing to it: ids are made of the content, and the log knows them.
 */
import { hash } from 'node:crypto';
import type { Dialect } from '#libs/csv/dialect.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import {
  type FileIdentity,
  IMPORT_EVENTS,
  type ImportEvent,
  type ReadFile,
  type SetAsideRow,
} from '#libs/intake/import/events.ts';
import { type ImportState, evolve, waitingLines } from '#libs/intake/import/state.ts';
import type { Located } from '#libs/intake/recorder.ts';

/** `day`: when it came in, YYYY-MM-DD. */
export type ImportCommand = { readonly day: string } & (
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'set-aside'; readonly row: SetAsideRow }
  /** The row of this line is good. */
  | { readonly type: 'record-row'; readonly line: number }
  | ({ readonly type: 'finish' } & ReadFile)
);

export function importOf(identity: FileIdentity): Aggregate<ImportState, ImportCommand, ImportEvent> {
  return {
    events: IMPORT_EVENTS,
    initial: () => ({ status: 'new' }),
    evolve,
    decide: (command, state) => decide(identity, command, state),
  };
}

function decide(identity: FileIdentity, command: ImportCommand, state: ImportState): readonly ImportEvent[] {
  const effective = command.day;
  switch (command.type) {
    case 'refuse':
      return [{ type: 'FileRefused', effective, data: { ...identity, reason: command.reason } }];
    case 'set-aside':
      // As for the end of a file: it says nothing new, though an older event of it has another id.
      if (waitingLines(state).get(command.row.line) === command.row.message) return [];
      return [{ type: 'RowSetAside', effective, data: { ...identity, ...command.row } }];
    case 'record-row':
      return waitingLines(state).has(command.line)
        ? [{ type: 'SetAsideRowRecorded', effective, data: { ...identity, line: command.line } }]
        : [];
    case 'finish': {
      const { rows, setAside, dialect } = command;
      // An older event of the same says it in fewer fields, and so has another id.
      if (state.status === 'recorded' && isSame(state, command)) return [];
      return [{ type: 'FileRecorded', effective, data: { ...identity, rows, setAside, dialect } }];
    }
  }
}

function isSame(one: ReadFile, other: ReadFile): boolean {
  const parts = Object.keys(one.dialect) as (keyof Dialect)[];
  const isSameDialect = parts.every((part) => one.dialect[part] === other.dialect[part]);
  return isSameDialect && one.rows === other.rows && one.setAside === other.setAside;
}

export const IMPORT_PREFIX = 'import-';

export function importStream({ file, sha256 }: FileIdentity): string {
  return IMPORT_PREFIX + hash('sha256', `${file}\n${sha256}`, 'hex').slice(0, 16);
}

/** As the log takes it. */
export function locatedImportEvent(event: ImportEvent): Located {
  const { schemaVersion, json } = IMPORT_EVENTS.write(event);
  const data = JSON.stringify(json);
  const { type, effective } = event;
  return {
    stream: importStream(event.data),
    event: { id: eventId(type, data), type, schemaVersion, effective, knownOn: effective, data },
  };
}
