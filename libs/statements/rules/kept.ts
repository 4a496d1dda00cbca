/** The contribution of an erased patient: the part that the erasure kept for the calculations that need it. */
import type { ActClass, FeeReason, ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import type { KeptActGroup, KeptOfPatient, KeptPart, KeptPin } from '#libs/enrolment/kept-part.ts';
import { compareText } from '#libs/kernel/text.ts';
import { dayText } from '#libs/kernel/day.ts';
import { periodFromText, quarterPeriod, periodText, yearPeriod } from '#libs/kernel/period.ts';
import type { GroupYearShare } from '#libs/spending/group-year.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { ownRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';

/** For each period of the frame: the part kept for its pin; otherwise, if a decision rests on the period, the part known on its day. */
export function keptContribution({ erasure, parts: kept }: KeptOfPatient, frame: Frame): Contribution {
  const found = { presences: [] as PresenceShare[], entries: [] as ActLedgerEntry[], years: [] as GroupYearShare[] };
  const pin = pinOf(frame);
  const byPeriod = [...Map.groupBy(kept, ({ team, period }) => `${period}/${team}`).values()];
  for (const [index, parts] of byPeriod.entries()) {
    const part = parts.find(({ pins }) => pins.some((one) => isSame(one, pin))) ?? partKnownOn(pin.knownOn, parts);
    if (part !== undefined) addPart(found, part, { frame, acts: `~${erasure}-${index + 1}` });
  }
  return { ...found, presences: found.presences.map((presence) => withOwnRate(presence, found.entries, frame)) };
}

/** A part that was kept while the list had one rate has none of its own: it comes of the acts that were kept, as for the living. */
function withOwnRate(presence: PresenceShare, entries: readonly ActLedgerEntry[], frame: Frame): PresenceShare {
  const team = frame.teams.byId.get(presence.team);
  if (presence.ownRate !== undefined || team === undefined) return presence;
  const rate = ownRate(team, presence.quarter, entries, frame.quarters.from);
  return rate === undefined ? presence : { ...presence, ownRate: rate };
}

/** The part that began last. ISO days compare as text. */
function partKnownOn(day: string, parts: readonly KeptPart[]): KeptPart | undefined {
  let [known, since]: [KeptPart | undefined, string] = [undefined, ''];
  for (const part of parts)
    for (const from of part.from) if (from <= day && from > since) [known, since] = [part, from];
  return known;
}

export function pinOf({ known, regulation, rules }: Frame): KeptPin {
  return {
    knownOn: dayText(known.day),
    position: known.position,
    regulation: regulation.fingerprint,
    rules: rules.version,
  };
}

function isSame(one: KeptPin, other: KeptPin): boolean {
  return (
    one.knownOn === other.knownOn &&
    one.position === other.position &&
    one.regulation === other.regulation &&
    one.rules === other.rules
  );
}

function addPart(
  into: { presences: PresenceShare[]; entries: ActLedgerEntry[]; years: GroupYearShare[] },
  part: KeptPart,
  { frame: { quarters, years }, acts: name }: { readonly frame: Frame; readonly acts: string },
): void {
  const { team } = part;
  const period = periodFromText(part.period);
  if (period.kind === 'YEAR') {
    const { year } = period;
    if (years.includes(year))
      for (const { profile, current, previous, ...share } of part.years)
        into.years.push({
          ...share,
          team,
          year,
          profile: profile ?? undefined,
          current: current ?? undefined,
          previous: previous ?? undefined,
        });
    return;
  }
  const { quarter } = period;
  if (quarter < quarters.from || quarter > quarters.to) return;
  for (const { days, yearlyCents, comorbidity, profile, ownRate } of part.presences)
    into.presences.push({
      team,
      quarter,
      days,
      yearlyCents: BigInt(yearlyCents),
      comorbidity: comorbidity as PresenceShare['comorbidity'],
      profile,
      ...(ownRate === null ? {} : { ownRate }),
    });
  // Acts that are no longer known are named by their place, the same in every calculation.
  for (const [index, entry] of part.acts.flatMap(entriesOf).entries())
    into.entries.push({ ...entry, team, quarter, actId: `${name}-${index + 1}` });
}

/** Gives one entry per act; the first has the amounts of all. */
function entriesOf(kept: KeptActGroup): Omit<ActLedgerEntry, 'actId' | 'team' | 'quarter'>[] {
  return Array.from({ length: kept.acts }, (_, index) => ({
    class: kept.class as ActClass,
    reason: kept.reason as FeeReason | '',
    baseCents: index === 0 ? kept.baseCents : 0,
    paidCents: index === 0 ? kept.paidCents : 0,
    side: kept.side ?? undefined,
    reversal: kept.reversal,
  }));
}

type Part = Pick<KeptPart, 'team' | 'period' | 'presences' | 'acts' | 'years'>;

/** A contribution by team and period, without its acts one by one. */
export function partsOf({ presences, entries, years }: Contribution): readonly Part[] {
  const parts = new Map<string, { -readonly [Name in keyof Part]: Part[Name] }>();
  const partOf = (team: string, period: string) => {
    const key = `${period}/${team}`;
    const part = parts.get(key) ?? { team, period, presences: [], acts: [], years: [] };
    parts.set(key, part);
    return part;
  };
  for (const { team, quarter, yearlyCents, ownRate, days, comorbidity, profile } of presences) {
    const part = partOf(team, periodText(quarterPeriod(quarter)));
    const presence = { days, yearlyCents: Number(yearlyCents), comorbidity, profile, ownRate: ownRate ?? null };
    part.presences = [...part.presences, presence];
  }
  for (const entry of entries) {
    const part = partOf(entry.team, periodText(quarterPeriod(entry.quarter)));
    part.acts = withEntry(part.acts, entry);
  }
  for (const { team, year, profile, current, previous, ...share } of years) {
    const part = partOf(team, periodText(yearPeriod(year)));
    const kept = { ...share, profile: profile ?? null, current: current ?? null, previous: previous ?? null };
    part.years = [...part.years, kept];
  }
  return [...parts.values()].map((part) => ({ ...part, acts: part.acts.toSorted(byKind) }));
}

/** Sorts acts so that the same acts are always written in the same order. */
function byKind(one: KeptActGroup, other: KeptActGroup): number {
  const [first, second] = [one, other].map(({ class: ofClass, reason, side, reversal }) =>
    [ofClass, reason, side, reversal].join(),
  );
  return compareText(first ?? '', second ?? '');
}

function withEntry(acts: readonly KeptActGroup[], entry: ActLedgerEntry): readonly KeptActGroup[] {
  const { class: ofClass, reason, side = null, reversal, baseCents, paidCents } = entry;
  const isOfKind = (one: KeptActGroup): boolean =>
    one.class === ofClass && one.reason === reason && one.side === side && one.reversal === reversal;
  const before = acts.find(isOfKind);
  const now: KeptActGroup = {
    class: ofClass,
    reason,
    side,
    reversal,
    acts: (before?.acts ?? 0) + 1,
    baseCents: (before?.baseCents ?? 0) + baseCents,
    paidCents: (before?.paidCents ?? 0) + paidCents,
  };
  return [...acts.filter((one) => !isOfKind(one)), now];
}
