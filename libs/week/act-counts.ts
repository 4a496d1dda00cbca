/**
 * The acts of each team by month of care, as known on a day, kept in memory for each log: counted once over all dossiers, and later
 * corrected for the patients touched since. National data have some 600,000.
 */
import { eventCount, factsOf } from '#libs/enrolment/dossier.ts';
import { linkedDossiers, linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import { type BuiltDossiers, type DossiersRead, mayFollow } from '#libs/enrolment/patients-since.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import { type Knowledge, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { BroughtOn } from '#libs/kernel/brought-on.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Month, monthOf, quarterOfMonth } from '#libs/kernel/month.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { entriesOf } from '#libs/statements/calculation/contributions.ts';
import { type KnownState, framesSince, touchedPatients } from '#libs/statements/calculation/touched.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

interface ActCountSources {
  readonly log: EventStore;
  readonly rosters: RosterDocuments;
  readonly dossiers: BuiltDossiers;
  readonly postings: ScratchDocuments;
}

interface ActCountRequest {
  readonly known: Knowledge;
  /** The months to count are those of these quarters. */
  readonly range: QuarterRange;
  readonly regulation: Regulation;
  /** Called with the dossiers of every person if all are read. */
  readonly onEach: (linked: LinkedDossiers) => void;
  readonly onProgress?: Progress | undefined;
}

export interface ActCounts {
  readonly frame: Frame;
  /** Entries of the team's act ledger of every class, without reversals. */
  readonly actsOf: (team: string, month: Month) => number;
  /** Whether all dossiers were read. */
  readonly areAllRead: boolean;
}

interface CountedInFrame {
  readonly counted: Counted;
  /** As known now. */
  readonly frame: Frame;
}

interface Counted extends KnownState, DossiersRead {
  /** Fingerprint. */
  readonly regulation: string;
  readonly counts: Counts;
}

type Counts = Map<string, number>;

const keptOf = memoisedOf((_: EventStore) => new BroughtOn<Counted>());

export function actCounts(sources: ActCountSources, request: ActCountRequest): Promise<ActCounts> {
  return keptOf(sources.log).next(async (before) => {
    const followed = before && (await corrected(before, sources, request));
    const { counted, frame } = followed ?? (await countedInAll(sources, request));
    const counts = new Map(counted.counts);
    const actsOf = (team: string, month: Month): number => counts.get(countKey(team, month)) ?? 0;
    return [counted, { frame, actsOf, areAllRead: followed === undefined }];
  });
}

async function countedInAll(
  { rosters, dossiers: { documents, build } }: ActCountSources,
  { known, range, regulation, onEach, onProgress }: ActCountRequest,
): Promise<CountedInFrame> {
  const frame = onlyIn(range, frameOf(rosters, known, regulation, range, CURRENT_RULES));
  const counts: Counts = new Map();
  let next = nextKnownOn(rosterFacts(rosters), known);
  const { processed } = await documents.checkpoint();
  const turns = new Turns();
  let done = 0;
  for await (const batch of linkedDossiers(documents, rosters)) {
    for (const linked of batch) {
      if (turns.isOver) await turns.next();
      count(counts, linked, frame, 1);
      onEach(linked);
      for (const dossier of linked.dossiers) {
        next = Math.min(next, nextKnownOn(factsOf(dossier), known));
        done += eventCount(dossier);
      }
    }
    onProgress?.(Math.min(done, processed), processed);
  }
  const { position } = known;
  const { fingerprint } = regulation;
  return { counted: { known, range, regulation: fingerprint, nextKnownOn: next, build, position, counts }, frame };
}

/** Undefined if all dossiers have to be read. */
async function corrected(
  before: Counted,
  { log, rosters, dossiers, postings }: ActCountSources,
  { known, range, regulation }: ActCountRequest,
): Promise<CountedInFrame | undefined> {
  const now = { build: dossiers.build, position: known.position };
  const isOfSame =
    before.regulation === regulation.fingerprint && before.range.from === range.from && before.range.to === range.to;
  if (!isOfSame || !(await mayFollow(log, before, now))) return undefined;
  const change = framesSince(before, { known, rosters, regulation, rules: CURRENT_RULES });
  const { merges } = rosters;
  const touched = await touchedPatients({ log, merges, dossiers, postings }, change);
  if (touched === undefined) return undefined;
  const [thenFrame, nowFrame] = [onlyIn(range, change.then), onlyIn(range, change.now)];
  const { counts } = before;
  // Without a day between, none of the days to come has come.
  const unchanged = change.then.known.day === known.day ? before.nextKnownOn : Infinity;
  let next = Math.min(unchanged, touched.nextKnownOn, nextKnownOn(rosterFacts(rosters), known));
  const turns = new Turns();
  for await (const batch of linkedDossiersOf(dossiers.documents, touched.patients, merges))
    for (const linked of batch) {
      if (turns.isOver) await turns.next();
      count(counts, linked, thenFrame, -1);
      count(counts, linked, nowFrame, 1);
      for (const dossier of linked.dossiers) next = Math.min(next, nextKnownOn(factsOf(dossier), known));
    }
  return { counted: { ...before, ...now, known, nextKnownOn: next, counts }, frame: nowFrame };
}

/** Without the earlier quarters that statements need. */
function onlyIn(range: QuarterRange, frame: Frame): Frame {
  return { ...frame, quarters: range };
}

function count(counts: Counts, linked: LinkedDossiers, frame: Frame, by: 1 | -1): void {
  const { from, to } = frame.quarters;
  const months = new Map<string, Month>();
  for (const { actId, careOn } of linked.dossiers.flatMap(({ acts }) => acts)) {
    const month = monthOf(careOn);
    if (quarterOfMonth(month) >= from && quarterOfMonth(month) <= to) months.set(actId, month);
  }
  if (months.size === 0) return;
  for (const { actId, team, reversal } of entriesOf(linked, frame)) {
    const month = months.get(actId);
    if (reversal || month === undefined) continue;
    const key = countKey(team, month);
    counts.set(key, (counts.get(key) ?? 0) + by);
  }
}

function countKey(team: string, month: Month): string {
  return `${month}/${team}`;
}
