/**
 * Finds statements with unchanged amounts that depend on other patients or acts than before: for example, two patients of one profile
 * changed places. Such a statement is recorded again, so that its entries and explanation name the present patients.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { areFewSince } from '#libs/enrolment/patients-since.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type QuarterRange, periodFromText, periodText, rangeOfPeriods } from '#libs/kernel/period.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { DocumentSource } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CalculatedStatement, type Pin, statementKey } from '#libs/statements/calculated-statement.ts';
import { contributionParts } from '#libs/statements/calculation/contribution-parts.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { SUMS_STORE } from '#libs/statements/calculation/sums-kept.ts';
import { frameAsKnown, visitTouched } from '#libs/statements/calculation/touched.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';

interface Stores {
  readonly log: EventStore;
  readonly readStore: DocumentSource;
}

/** A statement as calculated now, and the position of the calculation recorded with the same digest. */
export interface SameAmounts {
  readonly statement: CalculatedStatement;
  readonly position: number;
}

interface Scope {
  readonly range: QuarterRange;
  /** The only team to compare. */
  readonly team?: string;
}

interface Comparison {
  readonly pin: Pin;
  readonly regulation: Regulation;
  /** The result of `comparedUpTo`. */
  readonly compared: number;
}

/** All statements of these quarters with the same pin, except for the position, were compared up to here. */
interface Compared {
  readonly pin: Pin;
  readonly link: string;
  /** A former program did not note it. */
  readonly range?: QuarterRange;
}

const KEY = 'compared-evidence';

/**
 * The statements of `same` that now depend on other patients or acts. Looks at facts since each was recorded, or since the last comparison
 * that was noted.
 */
export async function onOtherEvidence(
  stores: Stores,
  same: readonly SameAmounts[],
  { pin, regulation, compared }: Comparison,
): Promise<readonly CalculatedStatement[]> {
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
  return others;
}

/**
 * Position up to which a calculation with this pin (except for the position) compared the statements of these quarters, and recorded the
 * different ones; 0 if none did.
 */
export async function comparedUpTo({ log, readStore }: Stores, pin: Pin, { range }: Scope): Promise<number> {
  const text = (await (await readStore.scratch(SUMS_STORE)).get([KEY])).get(KEY);
  if (text === undefined) return 0;
  const { pin: before, link, range: compared } = JSON.parse(text) as Compared;
  if (compared === undefined || compared.from > range.from || compared.to < range.to) return 0;
  const isSame = JSON.stringify({ ...before, position: 0 }) === JSON.stringify({ ...pin, position: 0 });
  return isSame && (await log.linkAt(before.position)) === link ? before.position : 0;
}

/** Called after the different statements are recorded: later calculations do not search for them again. */
export async function noteCompared({ log, readStore }: Stores, pin: Pin, { range, team }: Scope): Promise<void> {
  // Nobody compared the statements of the other teams.
  if (team !== undefined) return;
  const compared: Compared = { pin, link: await requireLinkAt(pin.position, log), range };
  await (await readStore.scratch(SUMS_STORE)).write({ puts: [[KEY, JSON.stringify(compared)]] });
}

async function changedSince(
  { log, readStore }: Stores,
  after: number,
  statements: readonly CalculatedStatement[],
  { pin, regulation }: { readonly pin: Pin; readonly regulation: Regulation },
): Promise<readonly CalculatedStatement[]> {
  const range = rangeOfPeriods(statements.map(({ period }) => periodFromText(period)));
  if (range === undefined || !(await hasFacts(log, after, pin.position))) return [];
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const now = frameOf(rosters, { day: pin.knownOn, position: pin.position }, regulation, range, pinnedRules(pin));
  const then = frameAsKnown(now, { day: pin.knownOn, position: after }, rosters, range);
  const changed = new Set<string>();
  const compare = (linked: LinkedDossiers): void => {
    const [was, is] = [contributionParts(contributionOf(linked, then)), contributionParts(contributionOf(linked, now))];
    for (const key of new Set([...was.keys(), ...is.keys()])) if (was.get(key) !== is.get(key)) changed.add(key);
  };
  const dossiers = { documents: await readStore.upToDate(DOSSIERS, log), build: await readStore.buildOf(DOSSIERS) };
  const { merges } = rosters;
  const sources = { log, dossiers, merges, postings: await readStore.scratch(POSTINGS_STORE) };
  const isFollowed = await areFewSince(log, after, pin.position);
  const isVisited = isFollowed && (await visitTouched(sources, { then, now }, compare));
  if (!isVisited)
    for await (const batch of linkedDossiers(dossiers.documents, rosters)) for (const linked of batch) compare(linked);
  return statements.filter(({ team, period }) => {
    const known = now.teams.byId.get(team);
    const periods = known === undefined ? [] : restsOn(known, periodFromText(period));
    return periods.some((on) => changed.has(statementKey(team, periodText(on))));
  });
}

/** Whether facts came in that contributions may rest on. */
async function hasFacts(log: EventStore, after: number, upTo: number): Promise<boolean> {
  const categories = [...DOSSIERS.categories, ...ROSTERS.categories];
  for await (const _ of log.read({ after, upTo, categories, fields: ['position'] })) return true;
  return false;
}
