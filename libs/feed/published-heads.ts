/** The published events without their data: fast to read, for counting and naming. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { isCarriedOver } from '#libs/event-store/typed-event.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { type Account, holderOf } from '#libs/payments/ledger/posting.ts';
import { PUBLISHED_CATEGORIES, publishedTypeOf } from '#libs/feed/types.ts';

const FIELDS = ['position', 'stream', 'revision', 'id', 'type', 'schemaVersion', 'knownOn', 'commit'] as const;

/** `type` and `team` as published. */
interface PublishedHead {
  readonly type: string;
  readonly team: string;
  readonly event: Pick<RecordedEvent, (typeof FIELDS)[number]>;
}

/** Statements are large, and their stream names their team; in the payment ledger the data name it. */
const STATEMENTS = 'statement';
const LEDGERS = PUBLISHED_CATEGORIES.filter((category) => category !== STATEMENTS);
const STATEMENT_STREAM = new RegExp(String.raw`^statement-(.+)-${PERIOD_PATTERN}$`, 's');

/** In the order of the log: positions after `after`, up to and including `upTo`. */
export async function publishedHeads(log: EventStore, after: number, upTo: number): Promise<readonly PublishedHead[]> {
  const heads: PublishedHead[] = [];
  for await (const batch of log.read({ after, upTo, categories: [STATEMENTS], fields: FIELDS }))
    for (const event of batch) {
      const type = publishedTypeOf(event.type)?.type;
      const [, team] = STATEMENT_STREAM.exec(event.stream) ?? [];
      if (type !== undefined && team !== undefined) heads.push({ type, team, event });
    }
  for await (const batch of log.read({ after, upTo, categories: LEDGERS }))
    for (const event of batch) {
      const type = publishedTypeOf(event.type)?.type;
      if (type !== undefined && !isCarriedOver(event)) heads.push({ type, team: teamIn(event), event });
    }
  return heads.sort((a, b) => a.event.position - b.event.position);
}

/** Some events name their team only by their accounts. */
function teamIn(event: RecordedEvent): string {
  const { team, debit = '' } = contentOf(event) as { readonly team?: string; readonly debit?: string };
  return team ?? holderOf(debit as Account);
}
