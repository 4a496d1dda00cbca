/** The quarterly statement of a PEPS or PRIMORDIAL team, from the sums of its patients. Source: rules, "Quarterly statement". */
import { type Quarter, firstDayOf, lastDayOf, quarterText } from '#libs/kernel/day.ts';
import { type Fraction, fractionText, roundToCents } from '#libs/kernel/fraction.ts';
import { compareText } from '#libs/kernel/text.ts';
import { isInForfait } from '#libs/acts/act-ledger.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { textOn, valueOn } from '#libs/regulation/regulation.ts';
import { patientFlags, professionalFlags } from '#libs/statements/rules/eligibility.ts';
import { endFlags } from '#libs/statements/rules/end-of-text.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { dueDays, instalments } from '#libs/statements/rules/instalments.ts';
import { doublePayment, feeForServiceOffset, floor } from '#libs/statements/rules/quarterly/acts-paid.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { type Forfait, forfaitOf } from '#libs/statements/rules/quarterly/forfait.ts';
import { qualityFlags } from '#libs/statements/rules/quality-flags.ts';
import { creditsDue, startupCredit } from '#libs/statements/rules/startup-credit.ts';
import type { Flag, Line, LineName, Rate, RateName, Statement } from '#libs/statements/rules/statement.ts';
import { type Sums, type TeamQuarterSums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';
import { usedParameters } from '#libs/statements/rules/used-parameters.ts';

/** The lines, rates and flags so far. Each phase adds its own. */
interface Draft {
  readonly lines: Line[];
  readonly rates: Rate[];
  readonly flags: Flag[];
}

/** The statement of a quarter; undefined if the team is not in the experiment on its first day. */
export function quarterlyStatement(team: Team, quarter: Quarter, sums: Sums, frame: Frame): Statement | undefined {
  const phase = team.phaseOfQuarter(quarter);
  const first = firstDayOf(quarter);
  if (phase === undefined) return undefined;
  const own = sumsOfQuarter(sums, team.id, quarter) ?? emptyTeamQuarter();
  const credits = creditsDue(team, first, lastDayOf(quarter));
  const draft = draftOf(team, quarter, own, sums, frame);
  addLine(draft, 'STARTUP_CREDIT', startupCredit(credits));
  if (isInForfait(team, quarter)) addLine(draft, 'DOUBLE_PAYMENT', doublePayment(own));
  const totalCents = soFar(draft);
  const flags = [
    ...draft.flags,
    ...patientFlags(team, first, own.patients, frame.rules),
    ...professionalFlags(team, first),
    ...endFlags(team.scheme, first, frame.rules),
  ];
  return {
    team: team.id,
    teamName: rowOn(team, first)?.name ?? '',
    period: quarterText(quarter),
    scheme: team.scheme.name,
    text: textOn(team.scheme, first).id,
    phase,
    patients: own.patients,
    flags: flags.sort(compareText),
    lines: draft.lines,
    totalCents,
    instalments: instalments(
      totalCents - startupCredit(credits),
      dueDays(quarter, valueOn(team.scheme, 'instalments', first)),
      credits,
    ),
    rates: draft.rates,
    parameters: usedParameters(team.scheme, first),
    ledger: [...own.ledger.values()]
      .filter(({ acts }) => acts > 0)
      .sort((a, b) => compareText(a.class, b.class) || compareText(a.reason, b.reason)),
  };
}

/** The lines of the phase: no lines in SETUP, the acts paid in TRANSITION, the cap in later phases. */
function draftOf(team: Team, quarter: Quarter, own: TeamQuarterSums, sums: Sums, frame: Frame): Draft {
  const draft: Draft = { lines: [], rates: [], flags: [] };
  const phase = team.phaseOfQuarter(quarter);
  if (phase === 'SETUP') return draft;
  const forfait = forfaitOf(team, quarter, sums, frame);
  addForfait(draft, forfait);
  if (phase === 'TRANSITION') {
    addLine(draft, 'FEE_FOR_SERVICE_OFFSET', feeForServiceOffset(own));
    addLine(draft, 'FLOOR', floor(soFar(draft)));
  } else addCap(draft, team, quarter, forfait.f, own);
  return draft;
}

/** Steps 2 to 5: CAPITATION = round(G), FIDELISATION = round(GL) − round(G), and so on, so that the lines add up. */
function addForfait(draft: Draft, { fidelisation, local, quality, g, gl, glt, f }: Forfait): void {
  if (!fidelisation.measured) draft.flags.push('NO_FIDELISATION_DATA');
  if (local.povertyRate === undefined) draft.flags.push('POVERTY_RATE_MISSING');
  draft.flags.push(...qualityFlags(quality.used));
  addRate(draft, 'FIDELISATION_RATE', fidelisation.rate);
  addRate(draft, 'POVERTY_RATE', local.povertyRate);
  addRate(draft, 'LOCAL_FACTOR', local.factor);
  addRate(draft, 'QUALITY_SCORE', quality.used?.score);
  addRate(draft, 'QUALITY_RATE', quality.rate);
  addLine(draft, 'CAPITATION', roundToCents(g));
  addLine(draft, 'FIDELISATION', roundToCents(gl) - roundToCents(g));
  addLine(draft, 'LOCAL', roundToCents(glt) - roundToCents(gl));
  addLine(draft, 'QUALITY', roundToCents(f) - roundToCents(glt));
}

function addCap(draft: Draft, team: Team, quarter: Quarter, forfait: Fraction, own: TeamQuarterSums): void {
  const { capped, rate, referenceCents } = cap(team, quarter, forfait, own);
  addLine(draft, 'CAP', roundToCents(capped) - roundToCents(forfait));
  if (rate === null) return;
  addRate(draft, 'CAP_RATE', rate);
  if (referenceCents === undefined) draft.flags.push('CAP_REFERENCE_MISSING');
  else draft.rates.push({ name: 'CAP_REFERENCE_CENTS', value: String(referenceCents) });
}

function addLine(draft: Draft, line: LineName, amountCents: bigint): void {
  draft.lines.push({ line, amountCents });
}

function addRate(draft: Draft, name: RateName, value: Fraction | undefined): void {
  if (value !== undefined) draft.rates.push({ name, value: fractionText(value) });
}

function soFar({ lines }: Draft): bigint {
  return lines.reduce((total, { amountCents }) => total + amountCents, 0n);
}
