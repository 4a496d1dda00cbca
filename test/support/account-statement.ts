/** Writes statements of the account (camt.053) as a bank does. */
import { eurosText } from '#libs/payments/bank/amount.ts';

export interface StatementEntry {
  /** Cents; negative for a debit. */
  readonly cents: bigint;
  readonly day: string;
  readonly reference?: string;
  readonly text?: string;
  /** End-to-end ids and cents of its details, each more than 0. */
  readonly details?: readonly (readonly [endToEndId: string, cents: bigint])[];
  readonly run?: string;
  readonly isReturn?: boolean;
  readonly currency?: string;
}

export interface StatementFile {
  readonly account: string;
  readonly id?: string;
  /** Code, cents, day. */
  readonly balances?: readonly (readonly [code: string, cents: bigint, day: string])[];
  readonly entries?: readonly StatementEntry[];
}

const VERSION = '08';

export function statementFile(...statements: readonly StatementFile[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${VERSION}"><BkToCstmrStmt>
<GrpHdr><MsgId>S</MsgId><CreDtTm>2026-12-01T06:00:00+01:00</CreDtTm></GrpHdr>
${statements.map(statementText).join('\n')}
</BkToCstmrStmt></Document>`;
}

function statementText({ account, id = 'S1', balances = [], entries = [] }: StatementFile): string {
  return `<Stmt><Id>${id}</Id><CreDtTm>2026-12-01T06:00:00+01:00</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>
${balances.map(([code, cents, day]) => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(cents)}<Dt><Dt>${day}</Dt></Dt></Bal>`).join('\n')}
${entries.map(entryText).join('\n')}</Stmt>`;
}

function amount(cents: bigint, currency = 'EUR'): string {
  const [sum, direction] = cents < 0n ? [-cents, 'DBIT'] : [cents, 'CRDT'];
  return `<Amt Ccy="${currency}">${eurosText(sum)}</Amt><CdtDbtInd>${direction}</CdtDbtInd>`;
}

function entryText({ cents, day, reference, text, details = [], run, isReturn, currency }: StatementEntry): string {
  const returned = isReturn === true ? '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>' : '';
  const direction = `<CdtDbtInd>${cents < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
  const named = details.map(
    ([id, own]) =>
      `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="EUR">${eurosText(own)}</Amt>${direction}${returned}</TxDtls>`,
  );
  const batch = run === undefined ? '' : `<Btch><PmtInfId>${run}</PmtInfId></Btch>`;
  const group = named.length === 0 && batch === '' ? '' : `<NtryDtls>${batch}${named.join('')}</NtryDtls>`;
  const reversal = isReturn === true && named.length === 0 ? '<RvslInd>true</RvslInd>' : '';
  return `<Ntry>${amount(cents, currency)}${reversal}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>${reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}${group}${text === undefined ? '' : `<AddtlNtryInf>${text}</AddtlNtryInf>`}</Ntry>`;
}
