/** Writes a statement as text, in French. */
import { rateValue } from '#libs/words/labels/rates.ts';
import { dayText } from '#libs/kernel/day.ts';
import { unfinishedText } from '#libs/words/labels/unfinished.ts';
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import {
  CLASS_LABELS,
  FLAG_SENTENCES,
  LINE_LABELS,
  PHASE_LABELS,
  RATE_LABELS,
  REASON_LABELS,
  STATUS_LABELS,
} from '#libs/words/labels/statements.ts';
import { parameterLabel, parameterLine, sourceText } from '#libs/words/labels/parameter-text.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros, wholeText } from '#libs/kernel/euros.ts';
import { safeName } from '#libs/kernel/safe-text.ts';
import type { LineName, Rate, Statement, UsedParameter } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { PARAMETERS_OF_LINE } from '#libs/statements/rules/used-parameters.ts';

const LABEL_WIDTH = 46;
const AMOUNT_WIDTH = 18;
const VALUE_WIDTH = 100;

/** `references`: the source of each parameter, in the regulation of the calculation. */
export function statementAsText(
  { pin, statement }: CalculatedStatement & { statement: Statement },
  references: ReadonlyMap<string, string>,
): string {
  const unfinished = unfinishedText(statement.period, dayText(pin.knownOn));
  const unsure = statement.parameters.filter(({ status }) => status !== 'exact');
  return [
    `Décompte ${statement.scheme} de ${safeName(statement.teamName)} (${statement.team})`,
    `Période ${periodInFrench(statement.period)} · phase ${PHASE_LABELS[statement.phase] ?? statement.phase} · texte ${statement.text}`,
    `Connu au ${frenchDay(pin.knownOn)}, jusqu’à l’événement ${pin.position} · réglementation ${pin.regulationVersion} · règles ${pin.rulesVersion}`,
    ...(unfinished === undefined ? [] : [unfinished]),
    `${counted(statement.patients, 'patient')} dans la liste`,
    '',
    ...lines(statement, unsure),
    ...section('Échéances', instalments(statement)),
    ...section('Taux et valeurs utilisés', statement.rates.map(rate)),
    ...section(
      'À savoir',
      statement.flags.map((flag) => FLAG_SENTENCES[flag]),
    ),
    ...section('Registre des actes du trimestre', ledger(statement)),
    ...section('* Montants qui reposent sur une valeur incertaine', assumptions(statement, unsure, references)),
  ].join('\n');
}

function section(title: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : ['', title, ...body.map((line) => `  ${line}`)];
}

function amount(label: string, cents: bigint, mark = ''): string {
  return `${label.padEnd(LABEL_WIDTH)}${euros(cents).padStart(AMOUNT_WIDTH)}${mark}`;
}

/** Whether a line depends on an inexact parameter. A line of 0 counts too. */
function isUncertain(line: LineName, unsure: readonly UsedParameter[]): boolean {
  return unsure.some(({ parameter }) => (PARAMETERS_OF_LINE[line] as readonly string[]).includes(parameter));
}

function lines({ lines: all, totalCents }: Statement, unsure: readonly UsedParameter[]): string[] {
  const shown = all.map(({ line, amountCents }) =>
    amount(LINE_LABELS[line], amountCents, isUncertain(line, unsure) ? ' *' : ''),
  );
  const uncertain = all.some(({ line }) => isUncertain(line, unsure));
  return [...shown, amount('Total', totalCents, uncertain ? ' *' : '')];
}

function instalments({ instalments: due }: Statement): string[] {
  return due.map(({ dueOn, kind, amountCents }, i) => {
    const what = kind === 'INSTALMENT' ? 'versement' : 'crédit d’amorçage';
    return amount(`${i + 1}. ${frenchDay(dueOn)}, ${what}`, amountCents);
  });
}

function rate(of: Rate): string {
  return `${RATE_LABELS[of.name].padEnd(LABEL_WIDTH)}${rateValue(of).padStart(AMOUNT_WIDTH)}`;
}

function ledger({ ledger: all }: Statement): string[] {
  return all.map(({ class: actClass, reason, acts, baseCents, paidCents }) => {
    const why = reason === '' ? '' : ` (${REASON_LABELS[reason]})`;
    return `${CLASS_LABELS[actClass]}${why} : ${wholeText(acts)}, base ${euros(baseCents)}, payé ${euros(paidCents)}`;
  });
}

/** Each uncertain parameter that a line of this statement uses, with its source. */
function assumptions(
  { lines: shown }: Statement,
  unsure: readonly UsedParameter[],
  references: ReadonlyMap<string, string>,
): string[] {
  return unsure.flatMap(({ parameter, status, value }) => {
    const makes = shown.filter(({ line }) => (PARAMETERS_OF_LINE[line] as readonly string[]).includes(parameter));
    if (makes.length === 0) return [];
    const of = makes.map(({ line }) => LINE_LABELS[line]).join(', ');
    return [
      `${parameterLabel(parameter)} : ${shortened(parameterLine(value))} (${parameter})`,
      `    ${STATUS_LABELS[status]} ; pour ${of}`,
      `    ${sourceText(references.get(parameter))}`,
    ];
  });
}

function shortened(text: string): string {
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH - 1)}…`;
}
