/** The letter of a statement: decided, or calculated and marked provisional. */
import { magnitude } from '#libs/kernel/magnitude.ts';
import { rateValue } from '#libs/words/labels/rates.ts';
import { euros, wholeText } from '#libs/kernel/euros.ts';
import { type DueInstalment, dueInstalments } from '#libs/letters/instalments.ts';
import type { LetterTable, Letterhead, StatementLetter } from '#libs/letters/letter.ts';
import type { Sources } from '#libs/letters/sources.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { LINE_MEANINGS, RATE_MEANINGS } from '#libs/words/labels/letters.ts';
import { CLASS_LABELS, PHASE_LABELS, RATE_LABELS, REASON_LABELS } from '#libs/words/labels/statements.ts';
import { daysOfPeriod, longDay, ofPeriod, periodName, thePeriod } from '#libs/words/letters/calendar.ts';
import {
  AMOUNT_COLUMN,
  capitalised,
  dayOfDecision,
  headed,
  headedDecision,
  instalmentsTable,
  midnightOf,
  lineLabel,
  noticesOf,
  patientsText,
  proofLines,
  recipientOf,
  uncertainTable,
} from '#libs/words/letters/parts.ts';

interface StatementToWrite {
  readonly calculated: CalculatedStatement & { readonly statement: Statement };
  /** Undefined if nothing is decided. */
  readonly decision: Decision | undefined;
  readonly sources: Sources;
}

export function statementLetter(of: StatementToWrite, letterhead: Letterhead): StatementLetter {
  const { calculated, decision, sources } = of;
  const { team, period, pin, digest, statement } = calculated;
  const due = decision === undefined ? plannedInstalments(statement) : dueInstalments(calculated, decision);
  return {
    template: 'statement',
    title: `Décompte ${ofPeriod(period)}`,
    subtitle: `Expérimentation ${statement.scheme}`,
    ...(decision === undefined ? headed(letterhead) : headedDecision(letterhead)),
    recipient: recipientOf(team, calculated),
    date: decision === undefined ? longDay(pin.knownOn) : dayOfDecision(decision.approvedAt),
    references: [
      { label: 'Période', value: `${periodName(period)}, ${daysOfPeriod(period)}` },
      decision === undefined
        ? { label: 'Décision', value: 'aucune à ce jour' }
        : {
            label: 'Décision',
            value: `n° ${decision.number} du ${dayOfDecision(decision.approvedAt)}, approuvée par ${decision.approvedBy.name}`,
          },
      {
        label: 'Équipe',
        value: `phase ${PHASE_LABELS[statement.phase] ?? statement.phase}, ${patientsText(statement.patients)} dans la liste`,
      },
      { label: 'Texte', value: sources.text },
    ],
    provisional:
      decision === undefined
        ? 'PROVISOIRE : ce décompte est calculé et n’est pas décidé. Rien n’en est encore dû.'
        : null,
    amount: {
      label: decision === undefined ? 'Montant calculé' : 'Montant décidé',
      value: euros(statement.totalCents),
    },
    opening: openingOf(statement, decision !== undefined, due),
    lines: linesTable(statement),
    instalments: instalmentsTable(due),
    rates: ratesOf(statement),
    acts: actsOf(statement),
    notices: noticesOf(statement),
    uncertain: uncertainTable(statement, sources.references),
    proof: proofLines(pin, digest),
    madeAt: decision?.approvedAt ?? midnightOf(pin.knownOn),
  };
}

/** Before a decision no amount is due, so there is no reference yet. */
function plannedInstalments({ instalments }: Statement): readonly DueInstalment[] {
  return instalments.filter(({ amountCents }) => amountCents !== 0n).map((part) => ({ ...part, reference: undefined }));
}

function openingOf(
  { totalCents, period }: Statement,
  isDecided: boolean,
  due: readonly DueInstalment[],
): readonly string[] {
  const [what, whose] = [thePeriod(period), isDecided ? 'décidé' : 'calculé'];
  const amount = euros(magnitude(totalCents));
  if (totalCents === 0n)
    return [`Pour ${what}, le montant ${whose} pour votre équipe est de ${amount} : rien n’est versé.`];
  if (totalCents < 0n) return [`Pour ${what}, votre équipe doit ${amount}, à reprendre sur ses prochains versements.`];
  return [
    `Pour ${what}, le montant ${whose} pour votre équipe est de ${amount}. ${whenText(due, isDecided)}`.trimEnd(),
  ];
}

function whenText(due: readonly DueInstalment[], isDecided: boolean): string {
  const verb = isDecided ? 'est' : 'serait';
  const [first] = due;
  if (first === undefined) return '';
  return due.length === 1
    ? `Il ${verb} dû le ${longDay(first.dueOn)}.`
    : `Il ${verb} dû en ${due.length} fois, aux échéances ci-dessous.`;
}

function linesTable(statement: Statement): LetterTable {
  return {
    title: 'Le montant, ligne par ligne',
    columns: [{ label: 'Ligne', align: 'start' }, AMOUNT_COLUMN],
    rows: [
      ...statement.lines.map(({ line, amountCents }) => ({
        cells: [lineLabel(line, statement), euros(amountCents)],
        detail: LINE_MEANINGS[line],
      })),
      { cells: ['Total', euros(statement.totalCents)], total: true },
    ],
  };
}

function ratesOf({ rates }: Statement): LetterTable | null {
  if (rates.length === 0) return null;
  return {
    title: 'Taux et valeurs utilisés',
    columns: [
      { label: 'Ce qui a servi au calcul', align: 'start' },
      { label: 'Valeur', align: 'end' },
    ],
    rows: rates.map((rate) => {
      const detail = RATE_MEANINGS[rate.name];
      return { cells: [RATE_LABELS[rate.name], rateValue(rate)], ...(detail === undefined ? {} : { detail }) };
    }),
  };
}

function actsOf({ ledger }: Statement): LetterTable | null {
  if (ledger.length === 0) return null;
  return {
    title: 'Les actes de la période',
    columns: [
      { label: 'Actes', align: 'start' },
      { label: 'Nombre', align: 'end' },
      { label: 'Base', align: 'end' },
      { label: 'Payé', align: 'end' },
    ],
    rows: ledger.map(({ class: actClass, reason, acts, baseCents, paidCents }) => ({
      cells: [
        `${capitalised(CLASS_LABELS[actClass])}${reason === '' ? '' : ` : ${REASON_LABELS[reason]}`}`,
        wholeText(acts),
        euros(baseCents),
        euros(paidCents),
      ],
    })),
  };
}
