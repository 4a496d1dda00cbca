/** A released run, the files that a bank sends about it, and what becomes of its payments. */
import { Readable } from 'node:stream';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { RecordBankAnswer, RecordBankAnswerHandler } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementFile } from '#test/support/account-statement.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { ACCOUNT, decisionToPost, paymentRun } from '#test/support/payments.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
const DUE = dayFromText('2026-11-01');
const NOTHING_LOOKED_UP = { hasLeft: false, account: undefined };

/** The day of the bank's debits. */
export const BOOKED = '2026-11-30';

function authorOf(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

export class BankRun {
  readonly #product = new Product();
  #files = 0;

  /** Releases the run R1 with payments of these amounts. */
  static async released(amounts: readonly bigint[]): Promise<BankRun> {
    const run = new BankRun();
    const { log } = run.#product;
    const people = { first: authorOf('Alice', 'propose'), second: authorOf('Bob', 'confirm') };
    await envelopeInPlace(log, 'FISS', { amountCents: 1_000_000n, schemes: ['PEPS'] }, people);
    const parts = amounts.map((amountCents) => ({ dueOn: DUE, amountCents }));
    await run.#command('Bob', { type: 'postDecision', decision: decisionToPost('d1', parts) });
    const { prepare, release } = paymentRun({ run: 'R1', by: person('Carol'), at: AT, dueBy: DUE, teams: ['T1'] });
    await run.#command('Carol', prepare);
    await run.#command('Carol', release(await ledgerOf(log)));
    return run;
  }

  async #command(name: string, command: LedgerCommand, key: string = command.type): Promise<void> {
    const { meta, commit } = authorOf(name, key);
    await onLedger(this.#product.log, command, meta, commit);
  }

  async payments(): Promise<readonly Payment[]> {
    return [...(await ledgerOf(this.#product.log)).payments.values()];
  }

  /** One person hands a file in, another confirms what it proposes. */
  async take(file: string): Promise<void> {
    const { log, readStore } = this.#product;
    const bytes = Readable.from([new TextEncoder().encode(file)]);
    const handler = new RecordBankAnswerHandler(new Stores(log, readStore));
    await handler.execute(new RecordBankAnswer(bytes, authorOf('Dora', `file ${this.#files++}`)));
    const ledger = await ledgerOf(log);
    for (const proposal of ledger.proposals.values()) {
      const code = codeOfProposal(ledger, proposal);
      const confirming = { proposal: proposal.id, by: person('Emma'), at: AT, code, looked: NOTHING_LOOKED_UP };
      await this.#command('Emma', { type: 'confirm', ...confirming }, `${proposal.id} ${this.#files}`);
    }
  }

  /** `EXECUTED`, `rejected` or `returned` of each payment, then the open contradictions and the differences, once all files are there. */
  async end(): Promise<readonly string[]> {
    await this.take(statementFile({ account: ACCOUNT.iban, id: 'later', balances: [['CLBD', 0n, '2026-12-20']] }));
    const { log } = this.#product;
    const ledger = await ledgerOf(log);
    const open = [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one));
    const [found] = await reconciledAccounts(log);
    return [
      ...(await this.payments()).map((payment) => (payment.status === 'RETURNED' ? payment.end : payment.status)),
      ...open.map(({ code }) => code),
      ...(found?.differences ?? []).map(({ kind, cents }) => `${kind} ${cents}`),
    ];
  }

  close(): Promise<void> {
    return this.#product.close();
  }
}

/** The entries of a statement as a notification. */
export function notified(statement: string): string {
  return statement
    .replace('camt.053', 'camt.054')
    .replaceAll('BkToCstmrStmt>', 'BkToCstmrDbtCdtNtfctn>')
    .replaceAll('Stmt>', 'Ntfctn>');
}

/** A status report of the run, with the statuses of some payments. */
export function reportOf(statuses: readonly (readonly [Payment, string])[]): string {
  const listed = statuses.map(
    ([{ endToEndId }, status]) =>
      `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts></TxInfAndSts>`,
  );
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>${BOOKED}T08:00:00+01:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>R1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>R1</OrgnlPmtInfId>${listed.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
}
