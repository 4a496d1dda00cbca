/**
 * Calculates one statement only from the events that it rests on. It is pure, so that the bundle of a payment can include this file with
 * all its imports, and an auditor can run it with Node alone (apps/audit-verifier/recalculate.mjs).
 */
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import { linkedAmong } from '#libs/enrolment/linked.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS, readRosters } from '#libs/enrolment/rosters.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { PIN, type WrittenPin, calculated, statementText } from '#libs/statements/calculated-statement.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { rulesOfVersion } from '#libs/statements/rules/versions.ts';

/** An event of the log without its author. */
type FactEvent = Omit<RecordedEvent, 'commit'>;

interface StatementBasis {
  readonly team: string;
  readonly period: string;
  /** In the form of the calculation's event. */
  readonly pin: WrittenPin;
  /** The published form. */
  readonly regulation: RegulationSource;
  /** Facts about patients, the team and the nation, and merges of these patients, in the order of the log. */
  readonly facts: readonly FactEvent[];
}

/** The JSON of the calculation, as in its event. Throws RangeError if the rules of its version are missing here. */
export function statementFromEvents({ team, period, pin: written, regulation, facts }: StatementBasis): string {
  const pin = PIN.read(written);
  const rules = rulesOfVersion(pin.rulesVersion);
  if (rules === undefined) throw new RangeError(`the rules ${pin.rulesVersion} are not here`);
  const known = { day: pin.knownOn, position: pin.position };
  const range = quartersOf(periodFromText(period));
  const rosters = readRosters(folded(ROSTERS, facts, ['team-', 'national-', DUPLICATES_STREAM]));
  const frame = frameOf(rosters, known, loadRegulation(regulation), range, rules);
  const running = new RunningSums();
  for (const linked of linkedAmong(folded(DOSSIERS, facts, ['patient-']), rosters.merges))
    running.add(contributionOf(linked, frame));
  const own = frame.teams.byId.get(team);
  const statement = own === undefined ? undefined : statementOf(own, periodFromText(period), running.sums, frame);
  return statementText(calculated(team, period, pin, statement ?? null));
}

/** A projection as this file folds it. */
interface Folded {
  readonly keys: (event: RecordedEvent) => readonly string[];
  readonly evolve: (document: never, event: RecordedEvent, key: string) => unknown;
  readonly form?: { readonly write: (document: never) => string };
}

/** The documents of a projection, by key. */
function folded(
  { keys, evolve, form = { write: JSON.stringify } }: Folded,
  facts: readonly FactEvent[],
  streams: readonly string[],
): Map<string, string> {
  const documents = new Map<string, unknown>();
  for (const fact of facts) {
    if (!streams.some((beginning) => fact.stream.startsWith(beginning))) continue;
    const event = { ...fact, commit: 0 };
    for (const key of keys(event)) documents.set(key, evolve(documents.get(key) as never, event, key));
  }
  return new Map([...documents].map(([key, document]) => [key, form.write(document as never)]));
}
