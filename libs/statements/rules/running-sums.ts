/**
 * Adds contributions up, one patient after the other. Each sum has a place in an array of numbers, so that a patient costs one look-up of
 * the team and period, and no bigint; `sums` gives them in their readable form.
 */
import { ACT_CLASSES, FEE_REASONS, type ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { WholeSums } from '#libs/kernel/whole-sums.ts';
import type { ComparedSpending, GroupYearShare } from '#libs/spending/group-year.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import { FirstPlaces, type WrittenSums } from '#libs/statements/rules/first-places.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';
import {
  type ComparedSums,
  type GroupYearSums,
  type ActLedgerSum,
  type Sums,
  type TeamQuarterSums,
  ledgerKey,
} from '#libs/statements/rules/sums.ts';

/** Offsets of the sums of a team and quarter from its first place; for comorbidity and lines, the offset of the first. */
const PATIENTS = 0;
const MEASURED_ACTS = 1;
const INSIDE = 2;
const OUTSIDE = 3;
const WEIGHTED = 4;
const OWN_MEASURED = 7;
const OWN_RATES = 8;
const OWN_AT_FLOOR = 11;
const LEDGER = 14;
/** Offsets within a line: acts, base and paid. */
const [ACTS, BASE, PAID] = [0, 1, 2];
const OF_LINE = 3;
const LINES = ACT_CLASSES.flatMap((ofClass, i) =>
  FEE_REASONS.map((reason, j) => ({ class: ofClass, reason, place: LEDGER + (i * FEE_REASONS.length + j) * OF_LINE })),
);
/** Keyed by class, then by reason. */
const PLACES_OF_LINES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  [...Map.groupBy(LINES, (line) => line.class)].map(([ofClass, lines]) => [
    ofClass,
    new Map(lines.map(({ reason, place }) => [reason, place])),
  ]),
);
const OF_QUARTER = LEDGER + LINES.length * OF_LINE;

/** Places of a group and year, after its first. */
const LISTED = 0;
const SPENDING_MISSING = 1;
const NATIONAL_SPENDING_MISSING = 2;
const CURRENT = 3;
const PREVIOUS = 6;
/** Offsets of the compared sums. */
const [COMPARED, OBSERVED, EXPECTED] = [0, 1, 2];
const OF_YEAR = 9;

interface SumsText {
  readonly quarters: WrittenSums;
  readonly years: WrittenSums;
}

export class RunningSums {
  readonly #all = new WholeSums();
  readonly #quarters = new FirstPlaces(this.#all, OF_QUARTER);
  readonly #years = new FirstPlaces(this.#all, OF_YEAR);

  add({ presences, entries, years }: Contribution): void {
    this.#addAll(presences, entries, years, 1);
  }

  subtract({ presences, entries, years }: Contribution): void {
    this.#addAll(presences, entries, years, -1);
  }

  /** Adds the sums of other patients. */
  join(other: RunningSums): void {
    this.#quarters.join(other.#quarters);
    this.#years.join(other.#years);
  }

  /** Adds the sums in a `text` of other patients. Throws SyntaxError, or RangeError, for any other text. */
  addText(text: string): void {
    const { quarters, years } = JSON.parse(text) as SumsText;
    this.#quarters.addWritten(quarters);
    this.#years.addWritten(years);
  }

  /** The sums so far, to store or to pass to another process. */
  get text(): string {
    const text: SumsText = { quarters: this.#quarters.written(), years: this.#years.written() };
    return JSON.stringify(text);
  }

  /** The sums so far. */
  get sums(): Sums {
    return {
      quarters: this.#quarters.each((first) => this.#teamQuarter(first)),
      years: this.#years.each((first) => this.#groupYear(first)),
    };
  }

  #addAll(
    presences: Contribution['presences'],
    entries: Contribution['entries'],
    years: Contribution['years'],
    sign: 1 | -1,
  ): void {
    for (const presence of presences)
      this.#addPresence(this.#quarters.of(presence.team, presence.quarter), presence, sign);
    for (const entry of entries) this.#addEntry(this.#quarters.of(entry.team, entry.quarter), entry, sign);
    for (const share of years) this.#addYear(this.#years.of(share.team, share.year), share, sign);
  }

  #addPresence(first: number, { days, yearlyCents, comorbidity, ownRate }: PresenceShare, sign: 1 | -1): void {
    const all = this.#all;
    all.add(first + PATIENTS, sign);
    all.addProduct(first + WEIGHTED + comorbidity, sign * days, yearlyCents);
    if (ownRate === undefined) return;
    if (ownRate.measured) all.add(first + OWN_MEASURED, sign);
    if (ownRate.isBelowFloor) all.addProduct(first + OWN_AT_FLOOR + comorbidity, sign * days, yearlyCents);
    else all.addProduct(first + OWN_RATES + comorbidity, sign * days * ownRate.tenThousandths, yearlyCents);
  }

  #addEntry(first: number, entry: ActLedgerEntry, sign: 1 | -1): void {
    const all = this.#all;
    const base = sign * entry.baseCents;
    if (entry.side === 'INSIDE') all.add(first + INSIDE, base);
    if (entry.side === 'OUTSIDE') all.add(first + OUTSIDE, base);
    if (entry.side !== undefined && !entry.reversal) all.add(first + MEASURED_ACTS, sign);
    const line = first + placeOfLine(entry);
    all.add(line + ACTS, sign);
    all.add(line + BASE, base);
    all.add(line + PAID, sign * entry.paidCents);
  }

  #addYear(first: number, share: GroupYearShare, sign: 1 | -1): void {
    const all = this.#all;
    if (share.listed) all.add(first + LISTED, sign);
    if (share.spendingMissing) all.add(first + SPENDING_MISSING, sign);
    if (share.nationalSpendingMissing) all.add(first + NATIONAL_SPENDING_MISSING, sign);
    this.#addCompared(first + CURRENT, share.current, sign);
    this.#addCompared(first + PREVIOUS, share.previous, sign);
  }

  #addCompared(first: number, share: ComparedSpending | undefined, sign: 1 | -1): void {
    if (share === undefined) return;
    this.#all.add(first + COMPARED, sign);
    this.#all.add(first + OBSERVED, sign * share.observedCents);
    this.#all.add(first + EXPECTED, sign * share.expectedCents);
  }

  #teamQuarter(first: number): TeamQuarterSums {
    const amount = (place: number): bigint => this.#all.sum(first + place);
    const count = (place: number): number => Number(amount(place));
    const three = (place: number): [bigint, bigint, bigint] => [amount(place), amount(place + 1), amount(place + 2)];
    return {
      patients: count(PATIENTS),
      weightedCents: three(WEIGHTED),
      insideCents: amount(INSIDE),
      outsideCents: amount(OUTSIDE),
      measuredActs: count(MEASURED_ACTS),
      ledger: this.#ledger(first),
      ownRates: {
        weightedRates: three(OWN_RATES),
        weightedAtFloor: three(OWN_AT_FLOOR),
        measured: count(OWN_MEASURED),
      },
    };
  }

  /** A line without an act and an amount is left out. */
  #ledger(first: number): TeamQuarterSums['ledger'] {
    const ledger = new Map<string, ActLedgerSum>();
    for (const line of LINES) {
      const place = first + line.place;
      if (this.#all.areZero(place, OF_LINE)) continue;
      const acts = Number(this.#all.sum(place + ACTS));
      const [baseCents, paidCents] = [this.#all.sum(place + BASE), this.#all.sum(place + PAID)];
      ledger.set(ledgerKey(line), { class: line.class, reason: line.reason, acts, baseCents, paidCents });
    }
    return ledger;
  }

  #groupYear(first: number): GroupYearSums {
    const amount = (place: number): bigint => this.#all.sum(first + place);
    const compared = (of: number): ComparedSums => ({
      patients: Number(amount(of + COMPARED)),
      observedCents: amount(of + OBSERVED),
      expectedCents: amount(of + EXPECTED),
    });
    return {
      patients: Number(amount(LISTED)),
      spendingMissing: Number(amount(SPENDING_MISSING)),
      nationalSpendingMissing: Number(amount(NATIONAL_SPENDING_MISSING)),
      current: compared(CURRENT),
      previous: compared(PREVIOUS),
    };
  }
}

/** Throws RangeError for a class or reason that there is not. */
function placeOfLine(line: Pick<ActLedgerSum, 'class' | 'reason'>): number {
  const place = PLACES_OF_LINES.get(line.class)?.get(line.reason);
  if (place === undefined) throw new RangeError(`an act ledger has no line ${ledgerKey(line)}`);
  return place;
}
