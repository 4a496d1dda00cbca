/**
 * Statements calculated again at the pins of former calculations, from the log alone: dossiers and rosters are folded afresh, in one
 * reading of the log for all pins.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type QuarterRange, periodFromText, rangeOfPeriods } from '#libs/kernel/period.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
} from '#libs/statements/calculated-statement.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { type Sums, addContribution, emptySums } from '#libs/statements/rules/sums.ts';

/** The pin of a calculation of a team and period. */
export interface Pinned extends TeamPeriod {
  readonly pin: Pin;
}

/** The calculations of one pin, and what they are made of but for the patients. */
interface PinFrame {
  readonly pin: Pin;
  readonly frame: Frame;
  readonly of: readonly Pinned[];
}

interface AtPin extends PinFrame {
  readonly sums: Sums;
}

/** In the order given. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG, PoisonEvent, and what `onProgress` throws. */
export async function calculatedAtPins(
  log: EventStore,
  pinned: readonly Pinned[],
  onProgress?: Progress,
): Promise<readonly CalculatedStatement[]> {
  if (pinned.length === 0) return [];
  const pins = new Map<string, AtPin>();
  for (const at of await framesOf(log, pinned)) pins.set(pinKey(at.pin), { ...at, sums: emptySums() });
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const dossiers = await foldedFromLog(log).upToDate(DOSSIERS, log);
  const { processed } = await dossiers.checkpoint();
  let done = 0;
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      for (const { frame, sums } of pins.values()) addContribution(sums, contributionOf(linked, frame), 1);
      for (const dossier of linked.dossiers) done += eventCount(dossier);
    }
    onProgress?.(done, processed);
  }
  return pinned.map(({ team, period, pin }) => {
    const at = pins.get(pinKey(pin));
    if (at === undefined) throw new RangeError(`${team} ${period} has no frame`);
    return statementAt(at, { team, period });
  });
}

/** One for each pin. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG. */
export async function framesOf(log: EventStore, pinned: readonly Pinned[]): Promise<readonly PinFrame[]> {
  if (pinned.length === 0) return [];
  const regulationOf = await regulationsPublished(log);
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  return [...Map.groupBy(pinned, ({ pin }) => pinKey(pin)).values()].flatMap((of) => {
    const [{ pin } = { pin: undefined }] = of;
    if (pin === undefined) return [];
    const known = { day: pin.knownOn, position: pin.position };
    const frame = frameOf(rosters, known, regulationOf(pin.regulationFingerprint), rangeOf(of), pinnedRules(pin));
    return [{ pin, frame, of }];
  });
}

function statementAt({ pin, frame, sums }: AtPin, { team, period }: TeamPeriod): CalculatedStatement {
  const known = frame.teams.byId.get(team);
  const statement = known === undefined ? undefined : statementOf(known, periodFromText(period), sums, frame);
  return calculated(team, period, pin, statement ?? null);
}

function rangeOf(pinned: readonly Pinned[]): QuarterRange {
  const range = rangeOfPeriods(pinned.map(({ period }) => periodFromText(period)));
  if (range === undefined) throw new RangeError('no period has no range');
  return range;
}

function pinKey(pin: Pin): string {
  return JSON.stringify(pin);
}
