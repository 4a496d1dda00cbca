/** What a bank answers about payments, whichever file it came in, and how its parts are read. */
import { createHash } from 'node:crypto';
import { type Day, dayText, parseDay } from '#libs/kernel/day.ts';
import { centsOf } from './amount.ts';
import type { Transfer } from './transfer-order.ts';
import { all, place, BankFileFault, textAt, type XmlNode } from './xml.ts';

/**
 * EXECUTED: debited. RETURNED: not paid, whether refused before the debit or credited back after it; `status` says which.
 * PENDING: neither yet.
 */
export type Outcome = 'EXECUTED' | 'RETURNED' | 'PENDING';

export interface AnswerEntry {
  /** From what the entry says: the same in a file sent again, and of one entry in a file. */
  readonly id: string;
  readonly endToEndId: string;
  readonly outcome: Outcome;
  /** As the bank writes it; of an instant, the date in the bank's own offset. */
  readonly day: Day;
  /** More than 0; undefined where the file does not say. */
  readonly amountCents?: bigint | undefined;
  /** The bank's reason, a code such as AC04 wherever it gives one. */
  readonly reason?: string | undefined;
  /** What the bank adds to it in words. */
  readonly detail?: string | undefined;
  /** The bank's own word for the outcome: ACSC, RJCT, BOOK, REJECTED… */
  readonly status: string;
}

export interface BankAnswer {
  /** In the order of the file. */
  readonly entries: readonly AnswerEntry[];
  /** In French: entries that are there twice, and what was left aside and why. */
  readonly remarks: readonly string[];
}

/** A run that was sent, to which a status of the whole file or batch can be applied. */
export interface SentRun {
  readonly runId: string;
  readonly payments: readonly Pick<Transfer, 'endToEndId' | 'amountCents'>[];
}

/** An entry as read, before it has an id. */
export interface Reading extends Omit<AnswerEntry, 'id'> {
  /** The bank's own reference, which tells two bookings of the same payment apart. */
  readonly reference?: string | undefined;
  /** Where it was read. */
  readonly at: string;
}

/**
 * Gives each entry its id. One that is there twice, word for word, is kept once; both that and two entries of the same outcome
 * for one payment are remarked.
 */
export function answerOf(kind: string, readings: readonly Reading[], remarks: readonly string[] = []): BankAnswer {
  const entries: AnswerEntry[] = [];
  const said = [...remarks];
  const ids = new Set<string>();
  const outcomes = new Set<string>();
  for (const { reference, at, ...entry } of readings) {
    const { endToEndId, outcome, day, amountCents, reason, status } = entry;
    const content = [kind, endToEndId, outcome, dayText(day), amountCents?.toString(), reason, status, reference];
    const id = createHash('sha256')
      .update(JSON.stringify(content.map((part) => part ?? null)))
      .digest('hex')
      .slice(0, 32);
    const key = JSON.stringify([endToEndId, outcome]);
    if (ids.has(id)) {
      said.push(`À la ${at} : ${endToEndId} est une seconde fois dans le fichier, à l'identique ; compté une fois.`);
      continue;
    }
    if (outcomes.has(key)) {
      said.push(
        `À la ${at} : ${endToEndId} a une seconde fois la même issue avec d'autres valeurs ; les deux sont gardées.`,
      );
    }
    ids.add(id);
    outcomes.add(key);
    entries.push({ id, ...entry });
  }
  return { entries, remarks: said };
}

/** Cents of an amount element. Throws BankFileFault where it is not in euros, has more than two decimals, or is not more than 0. */
export function amountCents(node: XmlNode): bigint {
  const currency = node.attributes?.get('Ccy');
  if (currency !== 'EUR') {
    throw new BankFileFault(
      `À la ${place(node)} : le montant est en ${currency ?? 'monnaie non dite'} ; il serait en EUR.`,
    );
  }
  const cents = centsOf(node.text);
  if (cents === undefined || cents === 0n) {
    throw new BankFileFault(
      `À la ${place(node)} : « ${node.text.slice(0, 40)} » n'est pas un montant ; il s'écrirait 12.34, plus de zéro, deux décimales au plus.`,
    );
  }
  return cents;
}

/** The day of the first of these elements that is there. Throws BankFileFault where it is not a day or an instant, or none is there. */
export function dayAt(nodes: readonly (readonly [XmlNode | undefined, string])[], wanted: XmlNode): Day {
  for (const [node, path] of nodes) {
    const text = textAt(node, `${path}/Dt`) ?? textAt(node, `${path}/DtTm`) ?? textAt(node, path);
    if (node === undefined || text === undefined) continue;
    const match = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
    const day = parseDay(match?.[1] ?? '');
    if (day !== undefined) return day;
    throw new BankFileFault(
      `À la ${place(node)} : ${path} « ${text.slice(0, 40)} » n'est pas une date ; elle s'écrirait 2026-01-31 ou 2026-01-31T08:30:00.`,
    );
  }
  throw new BankFileFault(
    `À la ${place(wanted)} : aucune date ; il y faudrait ${nodes.map(([, path]) => path).join(' ou ')}.`,
  );
}

/** An end-to-end identification. Throws BankFileFault where it is missing, says that there is none, or is too long. */
export function endToEndIdAt(node: XmlNode, path: string): string {
  const text = textAt(node, path);
  if (text === undefined || text === 'NOTPROVIDED') {
    throw new BankFileFault(
      `À la ${place(node)} : ${path} ${text === undefined ? 'manque' : 'dit NOTPROVIDED'} ; il y faudrait l'identifiant de bout en bout du virement.`,
    );
  }
  if (text.length > 35) {
    throw new BankFileFault(`À la ${place(node)} : ${path} a ${text.length} caractères ; il en aurait 35 au plus.`);
  }
  return text;
}

/** Code and words of the first reason given in one of these elements (`StsRsnInf`, `RtrInf`). */
export function reasonIn(nodes: readonly XmlNode[]): { reason?: string; detail?: string } {
  const words = nodes.flatMap((node) => all(node, 'AddtlInf').map(({ text }) => text));
  const code = nodes
    .map((node) => textAt(node, 'Rsn/Cd') ?? textAt(node, 'Rsn/Prtry'))
    .find((text) => text !== undefined);
  const detail = words.filter((text) => text !== '').join(' ');
  return { ...(code === undefined ? {} : { reason: code }), ...(detail === '' ? {} : { detail }) };
}
