/** The letter of a regularisation: the earlier decisions, the present one, and the changes. */
import { rateValue } from '#libs/words/labels/rates.ts';
import { euros, wholeText } from '#libs/kernel/euros.ts';
import { sumCents } from '#libs/kernel/sum-cents.ts';
import type { DecidedCalculation, DecidedAfterOthers } from '#libs/letters/decided.ts';
import { dueInstalments, dueMovedParts } from '#libs/letters/instalments.ts';
import type { LetterTable, Letterhead, RegularisationLetter } from '#libs/letters/letter.ts';
import type { Sources } from '#libs/letters/sources.ts';
import type { LineName, Rate } from '#libs/statements/rules/statement.ts';
import { type Decision, decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { LINE_MEANINGS } from '#libs/words/labels/letters.ts';
import { DUE_LABELS, RATE_LABELS } from '#libs/words/labels/statements.ts';
import { daysOfPeriod, ofPeriod, periodName, shortDay, thePeriod } from '#libs/words/letters/calendar.ts';
import {
  AMOUNT_COLUMN,
  dayOfDecision,
  headedDecision,
  instalmentsTable,
  lineLabel,
  noticesOf,
  proofLines,
  recipientOf,
  uncertainTable,
} from '#libs/words/letters/parts.ts';

/** `sources`: undefined if the log does not have the calculation. */
export function regularisationLetter(
  found: DecidedAfterOthers,
  sources: Sources | undefined,
  letterhead: Letterhead,
): RegularisationLetter {
  const { team, period, decision, calculated, before } = found;
  const statement = calculated?.statement ?? null;
  const day = dayOfDecision(decision.approvedAt);
  const scheme = statement?.scheme ?? latestKnown(before)?.statement?.scheme;
  return {
    template: 'regularisation',
    title: `Régularisation ${decision.number} ${ofPeriod(period)}`,
    subtitle: scheme === undefined ? '' : `Expérimentation ${scheme}`,
    ...headedDecision(letterhead),
    recipient: recipientOf(team, calculated?.statement === null ? latestKnown(before) : calculated),
    date: day,
    references: [
      { label: 'Période', value: `${periodName(period)}, ${daysOfPeriod(period)}` },
      { label: 'Décision', value: `n° ${decision.number} du ${day}, approuvée par ${decision.approvedBy.name}` },
      { label: 'Décidé avant', value: before.map(numberAndDay).join(' ; ') },
      ...(sources === undefined ? [] : [{ label: 'Texte', value: sources.text }]),
    ],
    provisional: null,
    amount: { label: 'Différence décidée', value: euros(total(decision.lines)) },
    opening: openingOf(found),
    changes: changesOf(found),
    figures: figuresOf(found),
    instalments: instalmentsTable(dueInstalments({ team, period }, decision)),
    moves: movesOf(found),
    notices: noticesIn(found),
    uncertain: uncertainTable(statement, sources?.references ?? new Map()),
    proof: proofLines(decision.pin, decision.digest),
    madeAt: decision.approvedAt,
  };
}

/** The last calculation before it that is kept. */
function latestKnown(before: readonly DecidedCalculation[]): DecidedCalculation['calculated'] {
  return before.findLast(({ calculated }) => (calculated?.statement ?? null) !== null)?.calculated;
}

function numberAndDay({ decision: { number, approvedAt } }: DecidedCalculation): string {
  return `n° ${number} du ${dayOfDecision(approvedAt)}`;
}

function openingOf({ period, decision, before, calculated }: DecidedAfterOthers): readonly string[] {
  const former = total(decidedLines(before.map((one) => one.decision)));
  const difference = total(decision.lines);
  const change = `Pour ${thePeriod(period)}, le montant décidé pour votre équipe passe de ${euros(former)} à ${euros(former + difference)}.`;
  const left = calculated?.statement === null ? ['L’équipe n’est plus dans l’expérimentation sur cette période.'] : [];
  if (difference > 0n) return [`${change} La différence, ${euros(difference)}, lui est versée.`, ...left];
  if (difference < 0n)
    return [`${change} La différence, ${euros(-difference)}, est reprise sur ses prochains versements.`, ...left];
  return [`Pour ${thePeriod(period)}, le montant décidé pour votre équipe reste de ${euros(former)}.`, ...left];
}

function changesOf({ decision, before, calculated }: DecidedAfterOthers): LetterTable {
  const former = amountsOf(decidedLines(before.map((one) => one.decision)));
  const added = amountsOf(decision.lines);
  const names = [...new Set([...former.keys(), ...added.keys()])];
  const row = (label: string, was: bigint, change: bigint): readonly string[] => [
    label,
    euros(was),
    euros(was + change),
    change > 0n ? `+${euros(change)}` : euros(change),
  ];
  return {
    title: 'Ce qui change, ligne par ligne',
    columns: [
      { label: 'Ligne', align: 'start' },
      { label: 'Décidé avant', align: 'end' },
      { label: 'Décidé maintenant', align: 'end' },
      { label: 'Différence', align: 'end' },
    ],
    rows: [
      ...names.map((line) => ({
        cells: row(lineLabel(line, calculated?.statement ?? null), former.get(line) ?? 0n, added.get(line) ?? 0n),
        detail: LINE_MEANINGS[line],
      })),
      { cells: row('Total', sumCents(former.values()), sumCents(added.values())), total: true },
    ],
  };
}

function amountsOf(lines: Decision['lines']): ReadonlyMap<LineName, bigint> {
  return new Map(lines.map(({ line, amountCents }) => [line, amountCents]));
}

/** The figures that changed since the decision before; null if one of the two calculations is not stored. */
function figuresOf({ before, calculated }: DecidedAfterOthers): LetterTable | null {
  const [was, now] = [before.at(-1)?.calculated?.statement, calculated?.statement];
  if (!was || !now) return null;
  const changed = now.rates.flatMap((rate) => {
    const former = was.rates.find(({ name }) => name === rate.name);
    return former?.value === rate.value ? [] : [[RATE_LABELS[rate.name], shown(former), rateValue(rate)]];
  });
  const gone = was.rates
    .filter((rate) => !now.rates.some(({ name }) => name === rate.name))
    .map((rate) => [RATE_LABELS[rate.name], rateValue(rate), NONE]);
  const patients =
    was.patients === now.patients ? [] : [['Patients de la liste', wholeText(was.patients), wholeText(now.patients)]];
  const rows = [...patients, ...changed, ...gone].map((cells) => ({ cells }));
  if (rows.length === 0) return null;
  return {
    title: 'Les valeurs qui ont changé',
    columns: [
      { label: 'Valeur', align: 'start' },
      { label: 'Avant', align: 'end' },
      { label: 'Maintenant', align: 'end' },
    ],
    rows,
  };
}

const NONE = 'sans objet';

function shown(rate: Rate | undefined): string {
  return rate === undefined ? NONE : rateValue(rate);
}

function movesOf({ team, period, decision }: DecidedAfterOthers): LetterTable | null {
  const moved = dueMovedParts({ team, period }, decision);
  if (moved.length === 0) return null;
  return {
    title: 'Échéances déplacées',
    note: 'Ce qui est déjà versé ne change pas de jour.',
    columns: [
      { label: 'Nature', align: 'start' },
      { label: 'Due le', align: 'start' },
      { label: 'Au lieu du', align: 'start' },
      { label: 'Référence du virement', align: 'start' },
      AMOUNT_COLUMN,
    ],
    rows: moved.map(({ kind, from, to, amountCents, reference }) => ({
      cells: [DUE_LABELS[kind], shortDay(to), shortDay(from), reference, euros(amountCents)],
    })),
  };
}

function noticesIn({ calculated }: DecidedAfterOthers): RegularisationLetter['notices'] {
  if (calculated === undefined)
    return {
      title: 'À savoir',
      paragraphs: ['Le calcul de cette régularisation n’est pas gardé : seuls ses montants le sont.'],
    };
  return calculated.statement === null ? null : noticesOf(calculated.statement);
}
