/** The summary of a year for a team: the decisions on its periods, and the payments in it. */
import { hash } from 'node:crypto';
import { counted } from '#libs/kernel/counted.ts';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { LetterTable, Letterhead, YearLetter } from '#libs/letters/letter.ts';
import type { DecidedPeriod, TeamYear } from '#libs/letters/year.ts';
import type { Received } from '#libs/payments/ledger/received.ts';
import { type Decision, decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { longDay, periodName, shortDay } from '#libs/words/letters/calendar.ts';
import { AMOUNT_COLUMN, headed, midnightOf, nameAndCode } from '#libs/words/letters/parts.ts';

export function yearLetter(of: TeamYear, letterhead: Letterhead): YearLetter {
  const { team, year, periods, payments } = of;
  const decisions = periods.flatMap(({ decided }) => decided.map(({ decision }) => decision));
  const decidedCents = total(decisions.flatMap(({ lines }) => lines));
  const paidCents = sumCentsOf(payments, ({ amountCents }) => amountCents);
  const latest = lastInstant(decisions, payments);
  return {
    template: 'year',
    title: `Récapitulatif de l’année ${year}`,
    subtitle: schemesOf(periods),
    ...headed(letterhead),
    recipient: nameAndCode(team, latestTeamName(periods)),
    date: longDay(dayOfInstant(latest)),
    references: [
      { label: 'Décidé', value: `${counted(decisions.length, 'décision')} pour ${counted(periods.length, 'période')}` },
      { label: 'Versé', value: counted(payments.length, 'virement') },
      { label: 'Établi', value: `d’après ce qui est décidé et versé au ${longDay(dayOfInstant(latest))}` },
    ],
    provisional: null,
    amount: { label: `Décidé pour ${year}`, value: euros(decidedCents) },
    opening: [
      `Pour les périodes de ${year}, ${euros(decidedCents)} sont décidés pour votre équipe. ${paidText(year, paidCents)}`,
    ],
    periods: periodsTable(periods),
    lines: linesTable(decisions),
    payments: paymentsTable(payments, paidCents),
    proof: [`Décisions et virements ${yearDigest(of)}`, regulationsOf(decisions)],
    madeAt: latest,
  };
}

function paidText(year: number, paidCents: bigint): string {
  return paidCents === 0n
    ? `Rien ne lui a été versé au cours de ${year}.`
    : `Au cours de ${year}, ${euros(paidCents)} lui ont été versés, toutes périodes comprises.`;
}

/** The latest of the decisions and payments: the same summary later has the same date. */
function lastInstant(decisions: readonly Decision[], payments: readonly Received[]): string {
  const instants = [
    ...decisions.map(({ approvedAt }) => approvedAt),
    ...payments.map(({ day }) => midnightOf(dayFromText(day))),
  ];
  return instants.sort(compareText).at(-1) ?? '';
}

function latestTeamName(periods: readonly DecidedPeriod[]): string | undefined {
  const statements = periods.flatMap(({ decided }) => decided.flatMap(({ calculated }) => calculated?.statement ?? []));
  return statements.at(-1)?.teamName;
}

function schemesOf(periods: readonly DecidedPeriod[]): string {
  const schemes = periods.flatMap(({ decided }) =>
    decided.flatMap(({ calculated }) => calculated?.statement?.scheme ?? []),
  );
  return schemes.length === 0 ? '' : `Expérimentation ${[...new Set(schemes)].join(', ')}`;
}

function periodsTable(periods: readonly DecidedPeriod[]): LetterTable {
  const figures = periods.map(({ period, decided }) => {
    const of = (some: typeof decided): bigint => total(some.flatMap(({ decision }) => decision.lines));
    const first = of(decided.filter(({ decision }) => decision.number === 0));
    return { period, first, later: of(decided) - first };
  });
  const row = (label: string, first: bigint, later: bigint): readonly string[] => [
    label,
    ...[first, later, first + later].map(euros),
  ];
  return {
    title: 'Par période',
    columns: [
      { label: 'Période', align: 'start' },
      { label: 'Décompte', align: 'end' },
      { label: 'Régularisations', align: 'end' },
      { label: 'Total', align: 'end' },
    ],
    rows: [
      ...figures.map(({ period, first, later }) => ({ cells: row(periodName(period), first, later) })),
      {
        cells: row(
          'Total',
          sumCentsOf(figures, ({ first }) => first),
          sumCentsOf(figures, ({ later }) => later),
        ),
        total: true,
      },
    ],
  };
}

function linesTable(decisions: readonly Decision[]): LetterTable {
  const lines = decidedLines(decisions);
  return {
    title: 'Par ligne',
    columns: [{ label: 'Ligne', align: 'start' }, AMOUNT_COLUMN],
    rows: [
      ...lines.map(({ line, amountCents }) => ({ cells: [LINE_LABELS[line], euros(amountCents)] })),
      { cells: ['Total', euros(total(lines))], total: true },
    ],
  };
}

function paymentsTable(payments: readonly Received[], paidCents: bigint): LetterTable | null {
  if (payments.length === 0) return null;
  return {
    title: 'Virements de l’année',
    columns: [
      { label: 'Versé le', align: 'start' },
      { label: 'Pour', align: 'start' },
      { label: 'Référence', align: 'start' },
      AMOUNT_COLUMN,
    ],
    rows: [
      ...payments.map(({ day, period, endToEndId, amountCents }) => ({
        cells: [shortDay(dayFromText(day)), periodName(period), endToEndId, euros(amountCents)],
      })),
      { cells: ['Total', '', '', euros(paidCents)], total: true },
    ],
  };
}

function yearDigest({ periods, payments }: TeamYear): string {
  const decided = periods.map(({ period, decided: all }) => [
    period,
    all.map(({ decision }) => [decision.number, decision.digest]),
  ]);
  const paid = payments.map(({ endToEndId, day, amountCents }) => [endToEndId, day, String(amountCents)]);
  return hash('sha256', JSON.stringify([decided, paid]), 'hex');
}

function regulationsOf(decisions: readonly Decision[]): string {
  const all = (of: (decision: Decision) => string): string => [...new Set(decisions.map(of))].join(', ');
  return decisions.length === 0
    ? ''
    : `Réglementation ${all(({ pin }) => pin.regulationVersion)} · règles ${all(({ pin }) => pin.rulesVersion)} · jusqu’à l’événement ${Math.max(...decisions.map(({ pin }) => pin.position))} du journal`;
}
