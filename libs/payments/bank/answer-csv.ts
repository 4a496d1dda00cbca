/** Reads the bank's answer as CSV, one payment a row, for banks and persons who write no XML. */
import { counted } from '#libs/kernel/counted.ts';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { parseDay } from '#libs/kernel/day.ts';
import { type BankAnswer, answerOf, type Outcome, type Reading } from './bank-answer.ts';
import { checkEndToEndId } from './transfer-order.ts';
import { BankFileFault, XML_LENGTH_MAX } from './xml.ts';

const ANSWER_COLUMNS = ['end_to_end_id', 'status', 'day', 'amount_cents', 'reason'] as const;

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['EXECUTED', 'EXECUTED'],
  ['RETURNED', 'RETURNED'],
  ['REJECTED', 'RETURNED'],
]);

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The entries of the file; `amount_cents` and `reason` may be empty. Throws BankFileFault on the first row that is not right. */
export function readAnswerCsv(text: string): BankAnswer {
  if (text.length > XML_LENGTH_MAX) {
    throw new BankFileFault(`Le fichier a ${text.length} caractères ; il en aurait ${XML_LENGTH_MAX} au plus.`);
  }
  const [header, ...rows] = rowsOf(text);
  const columns = ANSWER_COLUMNS.join(',');
  if (header?.record.join(',') !== columns) {
    throw new BankFileFault(`La ligne d'en-tête n'est pas celle d'une réponse de banque ; elle serait ${columns}.`);
  }
  if (rows.length === 0)
    throw new BankFileFault("Le fichier n'a que sa ligne d'en-tête ; il y faudrait une ligne par virement.");
  return answerOf(
    'csv',
    rows.map(({ record, info }) => readRow(record, `ligne ${info.lines}`)),
  );
}

function rowsOf(text: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `, ligne ${error['lines']}` : '';
    throw new BankFileFault(`Le CSV est mal formé${line} ; un champ entre guillemets finirait par un guillemet.`);
  }
}

function readRow(fields: readonly string[], at: string): Reading {
  const [endToEndId = '', status = '', dayField = '', amountField = '', reason = ''] = fields;
  const refuse = (sentence: string): never => {
    throw new BankFileFault(`À la ${at} : ${sentence}`);
  };
  if (fields.length !== ANSWER_COLUMNS.length) {
    refuse(`${counted(fields.length, 'champ')} ; il y en aurait ${ANSWER_COLUMNS.length}, comme dans l'en-tête.`);
  }
  const checked = checkEndToEndId(endToEndId);
  if (!checked.ok) refuse(`end_to_end_id : ${checked.faults.join(' ')}`);
  const outcome =
    OUTCOMES.get(status) ??
    refuse(`status « ${status.slice(0, 35)} » inconnu ; ce serait ${[...OUTCOMES.keys()].join(', ')}.`);
  const day =
    parseDay(dayField) ?? refuse(`day « ${dayField.slice(0, 35)} » n'est pas un jour ; il s'écrirait 2026-01-31.`);
  if (!/^(?:[1-9]\d{0,15})?$/.test(amountField)) {
    refuse(
      `amount_cents « ${amountField.slice(0, 35)} » n'est pas un montant ; ce serait un nombre entier de centimes, plus de zéro, ou rien.`,
    );
  }
  return {
    endToEndId,
    outcome,
    day,
    amountCents: amountField === '' ? undefined : BigInt(amountField),
    reason: reason === '' ? undefined : reason,
    status,
    at,
  };
}
