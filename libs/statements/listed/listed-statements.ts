/** The projection for lists of statements: the fields of a line, small enough that a list of all statements fits in memory. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { compareText } from '#libs/kernel/text.ts';
import { periodFromText } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import {
  type CalculatedStatement,
  type TeamPeriod,
  isStatementStream,
  statementKey,
  statementStream,
  teamPeriodOf,
} from '#libs/statements/calculated-statement.ts';
import { decisionId, total } from '#libs/statements/workflow/decisions.ts';
import { STATEMENT_EVENTS } from '#libs/statements/workflow/events.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';

/** The figures of a calculation. Null if the team is no longer in the experiment. */
interface Calculation {
  readonly due: boolean;
  readonly scheme: string | null;
  readonly teamName: string | null;
  readonly text: string | null;
  readonly phase: string | null;
  /** YYYY-MM-DD. */
  readonly knownOn: string;
  readonly patients: number | null;
  /** Cents. */
  readonly totalCents: string | null;
  readonly flags: readonly string[];
}

/** A decision in force. */
interface ListedDecision {
  /** The revision of the event that approved it. */
  readonly revision: number;
  readonly cents: string;
  /** The decided calculation; null if an old log does not have it. */
  readonly calculation: Calculation | null;
}

/** The fields of `Calculation` describe the latest calculation. */
interface ListedDocument extends TeamPeriod, Calculation {
  /** Digest of the latest calculation. */
  readonly digest: string;
  /** The scheme of the latest calculation that had one. */
  readonly lastScheme: string | null;
  /** In the order of the decisions. */
  readonly decided: readonly ListedDecision[];
  /** The step that waits for a person. */
  readonly open: 'DRAFTED' | 'SUBMITTED' | null;
  /** The calculation of the waiting proposal. */
  readonly proposed: Calculation | null;
  /** The position of the last folded event. */
  readonly position: number;
}

export interface ListedStatement extends TeamPeriod, Calculation {
  readonly lastScheme: string | null;
  readonly stage: Stage;
  /** Sum of all decisions; undefined if nothing is decided. */
  readonly decidedCents: bigint | undefined;
  /** Ids of the decisions in the payment ledger, in their order. */
  readonly decisions: readonly string[];
  /** The calculations decided on, in their order. */
  readonly decidedCalculations: readonly Calculation[];
}

export const LISTED_STATEMENTS: Projection<ListedDocument> = {
  name: 'listed-statements',
  version: 3,
  categories: ['statement'],
  documentPerStream: true,
  streamOf: (key) => {
    const slash = key.indexOf('/');
    return statementStream({ period: key.slice(0, slash), team: key.slice(slash + 1) });
  },
  keys: ({ stream }) => [keyOfStream(stream)],
  evolve: (before, event) => {
    const document = before ?? emptyDocument(teamPeriodOf(event.stream));
    return event.position <= document.position ? document : { ...after(document, event), position: event.position };
  },
};

function keyOfStream(stream: string): string {
  const { team, period } = teamPeriodOf(stream);
  return statementKey(team, period);
}

function emptyDocument(of: TeamPeriod): ListedDocument {
  const nothing = { digest: '', lastScheme: null, decided: [], open: null, proposed: null, position: 0 };
  return { ...of, ...NO_CALCULATION, knownOn: '', ...nothing };
}

const NO_CALCULATION = {
  due: false,
  scheme: null,
  teamName: null,
  text: null,
  phase: null,
  patients: null,
  totalCents: null,
  flags: [],
} satisfies Partial<Calculation>;

function after(document: ListedDocument, recorded: RecordedEvent): ListedDocument {
  const event = STATEMENT_EVENTS.read(recorded);
  switch (event.type) {
    case 'StatementCalculated':
    case 'StatementNoLongerDue': {
      const calculation = listedCalculation(event.data);
      const { digest } = event.data;
      return { ...document, ...calculation, digest, lastScheme: calculation.scheme ?? document.lastScheme };
    }
    case 'RegularisationDrafted': {
      const { calculation, proposal } = event.data;
      const proposed = calculation === null ? latestIf(document, proposal.digest) : listedCalculation(calculation);
      return { ...document, open: 'DRAFTED', proposed };
    }
    case 'StatementSubmitted':
      return { ...document, open: 'SUBMITTED', proposed: latestIf(document, event.data.proposal.digest) };
    case 'RegularisationSubmitted':
      return { ...document, open: 'SUBMITTED' };
    case 'StatementApproved':
    case 'RegularisationApproved': {
      const { revision } = event.meta;
      const decision = { revision, cents: String(total(event.data.proposal.lines)), calculation: document.proposed };
      return { ...document, ...NOTHING_OPEN, decided: [...document.decided, decision] };
    }
    case 'StatementRejected':
    case 'RegularisationRejected':
      return { ...document, ...NOTHING_OPEN };
    case 'StatementWithdrawn':
    case 'RegularisationWithdrawn':
      return { ...document, ...NOTHING_OPEN, decided: document.decided.slice(0, -1) };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

const NOTHING_OPEN = { open: null, proposed: null } as const;

/** The latest calculation, if it has this digest. */
function latestIf(document: ListedDocument, digest: string): Calculation | null {
  if (document.digest !== digest) return null;
  const { due, scheme, teamName, text, phase, knownOn, patients, totalCents, flags } = document;
  return { due, scheme, teamName, text, phase, knownOn, patients, totalCents, flags };
}

/** The figures of a calculation for a list. */
export function listedCalculation({ pin, statement }: CalculatedStatement): Calculation {
  const knownOn = dayText(pin.knownOn);
  if (statement === null) return { ...NO_CALCULATION, knownOn };
  const { scheme, teamName, text, phase, patients, totalCents, flags } = statement;
  return { due: true, scheme, teamName, text, phase, knownOn, patients, totalCents: String(totalCents), flags };
}

function readListed(text: string): ListedStatement {
  return orDocumentGarbled('listed-statements', () => {
    const document = JSON.parse(text) as ListedDocument;
    // Every list is chosen from by period, some time after this.
    periodFromText(document.period);
    return listed(document);
  });
}

function listed({ decided, open, digest: _, proposed: __, position: ___, ...of }: ListedDocument): ListedStatement {
  const decidedCents = decided.length === 0 ? undefined : sumCentsOf(decided, ({ cents }) => BigInt(cents));
  const decidedCalculations = decided.flatMap(({ calculation }) => calculation ?? []);
  const decisions = decided.map((decision) => decisionId(of, decision));
  return { ...of, decidedCents, decisions, decidedCalculations, stage: stageOf(decided.length > 0, open, of.due) };
}

function stageOf(isDecided: boolean, open: ListedDocument['open'], isDue: boolean): Stage {
  if (open === 'DRAFTED') return 'REGULARISATION_DRAFTED';
  if (open === 'SUBMITTED') return isDecided ? 'REGULARISATION_SUBMITTED' : 'SUBMITTED';
  if (isDecided) return 'APPROVED';
  return isDue ? 'CALCULATED' : 'NONE';
}

interface Kept {
  /** The position of the statements; -1 before the first read. */
  position: number;
  /** Ordered by period and team. */
  statements: readonly ListedStatement[];
  /** Shared by all callers until it is done. */
  reading: Promise<void> | undefined;
}

const keptOf = memoisedOf((_: EventStore): Kept => ({ position: -1, statements: [], reading: undefined }));

/**
 * All statements that were calculated at least once, ordered by period and team. Cached in memory; only changes are read again. Throws
 * DOCUMENT_GARBLED.
 */
export async function listedStatements({ log, projections }: QueryStores): Promise<readonly ListedStatement[]> {
  const documents = await projections.documents(LISTED_STATEMENTS);
  const { position } = await documents.checkpoint();
  const kept = keptOf(log);
  while (kept.position < position)
    await (kept.reading ??= bringUp(kept, log, documents).finally(() => {
      kept.reading = undefined;
    }));
  return kept.statements;
}

async function bringUp(kept: Kept, log: EventStore, documents: Documents): Promise<void> {
  // Read first: documents later than this position are read again the next time.
  const { position } = await documents.checkpoint();
  const changed = kept.position < 0 ? undefined : await changedKeys(log, kept.position, position);
  kept.statements =
    changed === undefined ? await allOf(documents) : withChanged(kept.statements, await documents.get(changed));
  kept.position = position;
}

/** With more changes, reading everything is as fast. */
const CHANGES_MAX = 5_000;

/** The keys of statements with events after one position, up to another; undefined if everything must be read. */
async function changedKeys(log: EventStore, after: number, upTo: number): Promise<ReadonlySet<string> | undefined> {
  if (upTo - after > CHANGES_MAX) return undefined;
  const keys = new Set<string>();
  const { categories } = LISTED_STATEMENTS;
  for await (const batch of log.read({ after, upTo, categories, fields: ['stream'] }))
    for (const { stream } of batch) if (isStatementStream(stream)) keys.add(keyOfStream(stream));
  return keys;
}

async function allOf(documents: Documents): Promise<readonly ListedStatement[]> {
  const statements: ListedStatement[] = [];
  // An empty prefix: in the order of the keys.
  for await (const batch of documents.scan('', { after: '' }))
    for (const [, text] of batch) statements.push(readListed(text));
  return statements;
}

function withChanged(
  before: readonly ListedStatement[],
  changed: ReadonlyMap<string, string>,
): readonly ListedStatement[] {
  const fresh = new Map([...changed].map(([key, text]) => [key, readListed(text)]));
  const statements = before.map((one) => {
    const key = statementKey(one.team, one.period);
    const now = fresh.get(key);
    fresh.delete(key);
    return now ?? one;
  });
  return fresh.size === 0 ? statements : [...statements, ...fresh.values()].sort(byKey);
}

function byKey(a: TeamPeriod, b: TeamPeriod): number {
  return compareText(statementKey(a.team, a.period), statementKey(b.team, b.period));
}
