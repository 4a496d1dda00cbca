/**
 * Statements whose amounts are as recorded, though they rest on other patients or acts: two patients of one profile changed places. Such a
 * statement is recorded again, so that its entries and its explanation name those of now.
 */
import { DOSSIERS, patientOf, readDossier } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { periodFromText, periodText, rangeOfPeriods } from '#libs/kernel/period.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { DocumentSource, ScratchDocuments } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CalculatedStatement, type Pin, statementKey } from '#libs/statements/calculated-statement.ts';
import { contributionParts } from '#libs/statements/calculation/contribution-parts.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';

interface Stores {
  readonly log: EventStore;
  readonly readStore: DocumentSource;
}

/** A statement as calculated now, and the position of the calculation recorded with the same digest. */
export interface SameAmounts {
  readonly statement: CalculatedStatement;
  readonly position: number;
}

/** Up to here, all statements with the same pin but for the position were compared. */
interface Compared {
  readonly pin: Pin;
  readonly link: string;
}

const KEY = 'compared-evidence';
/** With more events than this since, all dossiers are compared without looking for those that changed. */
const MAX_TAIL = 50_000;
const BATCH = 500;

/** Those of `same` that rest on others now. Compares what came in since each was recorded, or since the last comparison. */
export async function onOtherEvidence(
  stores: Stores,
  same: readonly SameAmounts[],
  { pin, regulation }: { readonly pin: Pin; readonly regulation: Regulation },
): Promise<readonly CalculatedStatement[]> {
  const scratch = await stores.readStore.scratch('sums');
  const compared = await comparedUpTo(stores.log, scratch, pin);
  const since = Map.groupBy(same, ({ position }) => Math.max(position, compared));
  const others: CalculatedStatement[] = [];
  for (const [after, group] of since)
    if (after < pin.position)
      others.push(
        ...(await changedSince(
          stores,
          after,
          group.map(({ statement }) => statement),
          { pin, regulation },
        )),
      );
  await keep(stores.log, scratch, pin);
  return others;
}

/** Position up to which the statements of this pin were compared; 0 where they were not. */
async function comparedUpTo(log: EventStore, scratch: ScratchDocuments, pin: Pin): Promise<number> {
  const text = (await scratch.get([KEY])).get(KEY);
  if (text === undefined) return 0;
  const { pin: before, link } = JSON.parse(text) as Compared;
  const isSame = JSON.stringify({ ...before, position: 0 }) === JSON.stringify({ ...pin, position: 0 });
  return isSame && (await log.linkAt(before.position)) === link ? before.position : 0;
}

async function keep(log: EventStore, scratch: ScratchDocuments, pin: Pin): Promise<void> {
  const link = (await log.linkAt(pin.position)) ?? '';
  const compared: Compared = { pin, link };
  await scratch.write({ puts: [[KEY, JSON.stringify(compared)]] });
}

async function changedSince(
  { log, readStore }: Stores,
  after: number,
  statements: readonly CalculatedStatement[],
  { pin, regulation }: { readonly pin: Pin; readonly regulation: Regulation },
): Promise<readonly CalculatedStatement[]> {
  const range = rangeOfPeriods(statements.map(({ period }) => periodFromText(period)));
  const patients = await patientsSince(log, after, pin.position);
  if (range === undefined || patients?.size === 0) return [];
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const frameAt = (position: number): Frame =>
    frameOf(rosters, { day: pin.knownOn, position }, regulation, range, pinnedRules(pin));
  const [then, now] = [frameAt(after), frameAt(pin.position)];
  const changed = new Set<string>();
  for await (const text of dossierTexts(await readStore.upToDate(DOSSIERS, log), patients)) {
    const dossier = readDossier(text);
    const [was, is] = [contributionParts(contribution(dossier, then)), contributionParts(contribution(dossier, now))];
    for (const key of new Set([...was.keys(), ...is.keys()])) if (was.get(key) !== is.get(key)) changed.add(key);
  }
  return statements.filter(({ team, period }) => {
    const known = now.teams.byId.get(team);
    const periods = known === undefined ? [] : restsOn(known, periodFromText(period));
    return periods.some((on) => changed.has(statementKey(team, periodText(on))));
  });
}

/** The patients with new facts; undefined where a team changed, which moves patients without new facts, or where too much came in. */
async function patientsSince(log: EventStore, after: number, upTo: number): Promise<ReadonlySet<string> | undefined> {
  if (upTo - after > MAX_TAIL) return undefined;
  const patients = new Set<string>();
  const categories = [...DOSSIERS.categories, 'team'];
  for await (const batch of log.read({ after, upTo, categories, fields: ['stream'] }))
    for (const event of batch) {
      if (event.stream.startsWith('team-')) return undefined;
      patients.add(patientOf(event));
    }
  return patients;
}

async function* dossierTexts(dossiers: Documents, of: ReadonlySet<string> | undefined): AsyncIterable<string> {
  if (of === undefined) {
    for await (const batch of dossiers.scan()) for (const [, text] of batch) yield text;
    return;
  }
  const keys = [...of];
  for (let i = 0; i < keys.length; i += BATCH) yield* (await dossiers.get(keys.slice(i, i + BATCH))).values();
}
