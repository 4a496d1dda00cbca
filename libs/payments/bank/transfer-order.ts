/** An order to the bank: the credit transfers of a payment run in one file, and the check that the bank would take it. */
import { counted } from '#libs/kernel/counted.ts';
import { codePointCount } from '#libs/kernel/text.ts';
import { type Day, dayText, parseDay } from '#libs/kernel/day.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { eurosText } from './amount.ts';
import { type Checked, right, wrong } from './checked.ts';
import { checkBic, checkIban } from './iban.ts';
import { checkReference, sepaText } from './sepa-text.ts';

interface Creditor {
  readonly name: string;
  readonly iban: string;
  readonly bic?: string | undefined;
}

export interface Transfer {
  /** Comes back in the bank's answer: 1 to 35 characters of the SEPA set, once in a order. */
  readonly endToEndId: string;
  readonly creditor: Creditor;
  /** More than 0. */
  readonly amountCents: bigint;
  /** What the creditor reads on the statement of account; at most 140 characters, may be empty. */
  readonly remittance: string;
}

export interface TransferOrder {
  /** Name of the file and of its one batch: 1 to 35 characters of the SEPA set. */
  readonly runId: string;
  /** Instant, ISO 8601 with `Z` or an offset. */
  readonly createdAt: string;
  readonly executionDay: Day;
  readonly debtor: BankAccount;
  readonly transfers: readonly Transfer[];
}

/** More in one file is refused: the answer to it would be larger than what is read. */
export const TRANSFERS_MAX = 10_000;
/** The largest amount of one SEPA credit transfer, in cents. Source: EPC125-05, SCT rulebook. */
export const AMOUNT_CENTS_MAX = 99_999_999_999n;
const REMITTANCE_LENGTH_MAX = 140;
/** The schema has 140; banks of the SEPA take 70. Source: EPC132-08, customer-to-bank guidelines. */
const NAME_LENGTH_MAX = 70;

const INSTANT = /^([12]\d{3}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/;

/** The order as it goes out (numbers without spaces, texts in the SEPA set, whole seconds), or a sentence for each fault. */
export function checkTransferOrder(order: TransferOrder): Checked<TransferOrder> {
  const faults: string[] = [];
  const keep = (checked: Checked<string>, of: string): string => {
    if (checked.ok) return checked.value;
    faults.push(...checked.faults.map((fault) => `${of} : ${fault}`));
    return '';
  };
  const runId = keep(checkReference("L'identifiant du lot", order.runId), 'Lot');
  const createdAt = keep(checkInstant(order.createdAt), 'Lot');
  if (createdAt !== '') keep(checkExecutionDay(order.executionDay, createdAt), 'Lot');
  const debtor = {
    name: keep(checkName(order.debtor.name), 'Débiteur'),
    iban: keep(checkIban(order.debtor.iban), 'Débiteur'),
    bic: keep(checkBic(order.debtor.bic), 'Débiteur'),
  };
  if (order.transfers.length === 0) faults.push("Le lot n'a aucun virement ; il en faudrait un au moins.");
  if (order.transfers.length > TRANSFERS_MAX) {
    return wrong(`Le lot a ${order.transfers.length} virements ; partagez-le en lots de ${TRANSFERS_MAX} au plus.`);
  }
  const seen = new Set<string>();
  const transfers = order.transfers.map((transfer, i) => {
    const of = `Virement ${i + 1} (${transfer.endToEndId.slice(0, 35)})`;
    if (seen.has(transfer.endToEndId)) {
      faults.push(`${of} : son identifiant est déjà celui d'un autre virement du lot ; chacun aurait le sien.`);
    }
    seen.add(transfer.endToEndId);
    return checkTransfer(transfer, (checked) => keep(checked, of));
  });
  return faults.length > 0
    ? wrong(...faults)
    : right({ runId, createdAt, executionDay: order.executionDay, debtor, transfers });
}

/** Sum of the transfers, in cents. */
export function totalCents(transfers: readonly Pick<Transfer, 'amountCents'>[]): bigint {
  return transfers.reduce((sum, { amountCents }) => sum + amountCents, 0n);
}

function checkTransfer(transfer: Transfer, keep: (checked: Checked<string>) => string): Transfer {
  const { creditor } = transfer;
  keep(checkAmount(transfer.amountCents));
  return {
    endToEndId: keep(checkEndToEndId(transfer.endToEndId)),
    creditor: {
      name: keep(checkName(creditor.name)),
      iban: keep(checkIban(creditor.iban)),
      ...(creditor.bic === undefined ? {} : { bic: keep(checkBic(creditor.bic)) }),
    },
    amountCents: transfer.amountCents,
    remittance: keep(checkRemittance(transfer.remittance)),
  };
}

/** As any reference, and not the word that says there is none. */
export function checkEndToEndId(text: string): Checked<string> {
  return text === 'NOTPROVIDED'
    ? wrong("L'identifiant de bout en bout NOTPROVIDED dit qu'il n'y en a pas ; il en faudrait un, propre au virement.")
    : checkReference("L'identifiant de bout en bout", text);
}

function checkAmount(cents: bigint): Checked<string> {
  return cents > 0n && cents <= AMOUNT_CENTS_MAX
    ? right('')
    : wrong(
        `Le montant de ${counted(cents, 'centime')} ne peut être viré ; il irait de 1 centime à ${eurosText(AMOUNT_CENTS_MAX)} €.`,
      );
}

function checkName(text: string): Checked<string> {
  const shown = sepaText(text, NAME_LENGTH_MAX);
  if (/[A-Za-z0-9]/.test(shown)) return right(shown);
  return wrong(`Le nom « ${text.slice(0, 70)} » n'a ni lettre latine ni chiffre ; il s'écrirait en lettres latines.`);
}

function checkRemittance(text: string): Checked<string> {
  const length = codePointCount(text);
  return length <= REMITTANCE_LENGTH_MAX
    ? right(sepaText(text, REMITTANCE_LENGTH_MAX))
    : wrong(`Le motif a ${length} caractères ; il en aurait ${REMITTANCE_LENGTH_MAX} au plus.`);
}

function checkInstant(text: string): Checked<string> {
  const match = INSTANT.exec(text);
  if (match === null || parseDay(match[1] ?? '') === undefined) {
    return wrong(`L'instant de création « ${text} » n'en est pas un ; il s'écrirait 2026-01-31T08:30:00Z.`);
  }
  return right(text.replace(/\.\d+/, ''));
}

function checkExecutionDay(day: Day, createdAt: string): Checked<string> {
  if (!Number.isSafeInteger(day) || !/^[12]\d{3}-/.test(dayText(day))) {
    return wrong(
      `Le jour d'exécution ${day} n'en est pas un ; ce serait un nombre entier de jours depuis le 1er janvier 1970.`,
    );
  }
  // The day as the file writes it, which the bank reads: a run decided in the first hours of a day in France goes out all the same.
  const created = INSTANT.exec(createdAt)?.[1] ?? '';
  return dayText(day) >= created
    ? right('')
    : wrong(`Le jour d'exécution ${dayText(day)} précède la création du lot ; il serait le ${created} ou plus tard.`);
}
