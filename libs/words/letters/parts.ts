/** The parts that letters about statements share. */
import { counted } from '#libs/kernel/counted.ts';
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { decimal, euros } from '#libs/kernel/euros.ts';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import type { DueInstalment } from '#libs/letters/instalments.ts';
import type { LetterFrame, LetterPassage, LetterTable, Letterhead } from '#libs/letters/letter.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';
import type { LineName, Statement, UsedParameter } from '#libs/statements/rules/statement.ts';
import { PARAMETERS_OF_LINE } from '#libs/statements/rules/used-parameters.ts';
import { PARAMETER_LABELS, PARAMETER_WORDS } from '#libs/words/labels/parameters.ts';
import { DUE_LABELS, FLAG_SENTENCES, LINE_LABELS } from '#libs/words/labels/statements.ts';
import { longDay, shortDay } from '#libs/words/letters/calendar.ts';
import { sourceText } from '#libs/words/labels/parameter-text.ts';

/** Marks a line that rests on an uncertain value. */
const MARK = ' *';

export const AMOUNT_COLUMN = { label: 'Montant', align: 'end' } as const;

/** Sender and contact from the installation's settings; a missing setting is mentioned. */
export function headed({ sender, contact }: Letterhead): Pick<LetterFrame, 'sender' | 'closing'> {
  return {
    sender: sender ?? ['Expéditeur non réglé (LETTER_SENDER)'],
    closing: [
      { title: 'Une question', paragraphs: contact ?? ['Contact non réglé par cette installation (LETTER_CONTACT).'] },
    ],
  };
}

/** Adds the ways to contest a decision. */
export function headedDecision(letterhead: Letterhead): Pick<LetterFrame, 'sender' | 'closing'> {
  const { sender, closing } = headed(letterhead);
  const unset = ['Voies et délais de recours non réglés par cette installation (LETTER_APPEAL).'];
  return {
    sender,
    closing: [...closing, { title: 'Contester cette décision', paragraphs: letterhead.appeal ?? unset }],
  };
}

/** The basis of the amounts: anyone with the log can calculate the same from it. */
export function proofLines(pin: Pin, digest: string): readonly string[] {
  return [
    `Calcul ${digest}`,
    `Connu au ${shortDay(pin.knownOn)}, jusqu’à l’événement ${pin.position} du journal · réglementation ${pin.regulationVersion} (${pin.regulationFingerprint.slice(0, 12)}) · règles ${pin.rulesVersion}`,
  ];
}

export function lineLabel(line: LineName, statement: Statement | null): string {
  return `${LINE_LABELS[line]}${isUncertain(line, statement) ? MARK : ''}`;
}

function isUncertain(line: LineName, statement: Statement | null): boolean {
  return unsure(statement).some(({ parameter }) => makes(line, parameter));
}

function unsure(statement: Statement | null): readonly UsedParameter[] {
  return (statement?.parameters ?? []).filter(({ status }) => status !== 'exact');
}

function makes(line: LineName, parameter: string): boolean {
  return (PARAMETERS_OF_LINE[line] as readonly string[]).includes(parameter);
}

/** `references`: of the payments; a negative amount has none. */
export function instalmentsTable(due: readonly DueInstalment[]): LetterTable | null {
  if (due.length === 0) return null;
  return {
    title: due.length === 1 ? 'Échéance' : 'Échéances',
    note: 'Une somme due par l’équipe est compensée sur ces versements. Un virement qui revient est refait sous une autre référence.',
    columns: [
      { label: 'Due le', align: 'start' },
      { label: 'Nature', align: 'start' },
      { label: 'Référence du virement', align: 'start' },
      AMOUNT_COLUMN,
    ],
    rows: due.map(({ dueOn, kind, amountCents, reference }) => ({
      cells: [
        shortDay(dueOn),
        natureOf(kind, amountCents),
        reference ?? (amountCents < 0n ? 'repris, sans virement' : 'après décision'),
        euros(amountCents),
      ],
    })),
  };
}

function natureOf(kind: DueInstalment['kind'], amountCents: bigint): string {
  if (amountCents < 0n) return 'Reprise';
  return capitalised(DUE_LABELS[kind ?? 'INSTALMENT']);
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function noticesOf({ flags }: Statement): LetterPassage | null {
  return flags.length === 0 ? null : { title: 'À savoir', paragraphs: flags.map((flag) => FLAG_SENTENCES[flag]) };
}

/** Each uncertain value that a line rests on, with its source. `references`: by parameter. */
export function uncertainTable(
  statement: Statement | null,
  references: ReadonlyMap<string, string>,
): LetterTable | null {
  const used = (statement?.lines ?? []).map(({ line }) => line);
  const rows = unsure(statement).flatMap(({ parameter, status, value }) => {
    const lines = used.filter((line) => makes(line, parameter));
    if (lines.length === 0) return [];
    return [
      {
        cells: [
          PARAMETER_LABELS[parameter as ParameterName],
          shortValue(value),
          `${CERTAINTY[status]} : ${sourceText(references.get(parameter))}`,
        ],
        detail: lines.map((line) => LINE_LABELS[line]).join(' · '),
      },
    ];
  });
  if (rows.length === 0) return null;
  return {
    title: '* Valeurs incertaines',
    note: 'Une ligne marquée * repose sur une de ces valeurs, qui n’a pas été lue telle quelle dans un texte.',
    columns: [
      { label: 'Valeur, et lignes où elle sert', align: 'start' },
      { label: 'Retenue', align: 'start' },
      { label: 'Certitude et source', align: 'start' },
    ],
    rows,
  };
}

/** Short, because the source has the details. */
const CERTAINTY: Readonly<Record<UsedParameter['status'], string>> = {
  exact: 'lu',
  reconstructed: 'reconstitué',
  assumed: 'hypothèse',
  override: 'simulation',
};

/** A figure as people write it, a word of the regulation in French; a table is named and not repeated. */
function shortValue(value: unknown): string {
  if (value === null) return 'aucune';
  if (typeof value === 'number') return decimal(fractionFromText(String(value)));
  if (typeof value !== 'string') return 'un barème';
  return /^-?\d+(\/\d+)?$/.test(value) ? decimal(fractionFromText(value)) : (PARAMETER_WORDS[value] ?? value);
}

export function patientsText(patients: number): string {
  return counted(patients, 'patient');
}

/** The day in France, in full. */
export function dayOfDecision(instant: string): string {
  return longDay(dayOfInstant(instant));
}

/** An instant of a document that is dated by a day only: its midnight. */
export function midnightOf(day: Day): string {
  return `${dayText(day)}T00:00:00.000Z`;
}

/** The name of a team, if a calculation has it, and its code. */
export function recipientOf(team: string, calculated: CalculatedStatement | undefined): readonly string[] {
  return nameAndCode(team, calculated?.statement?.teamName);
}

export function nameAndCode(team: string, name: string | undefined): readonly string[] {
  return name === undefined || name === team ? [team] : [name, `Équipe ${team}`];
}
