/** Writes a bank's message as the file that it sends: pain.002, camt.053, camt.054. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { BankPayment, TakenFile } from '#test/simulation/bank/taken-file.ts';
import type { BankMessage } from '#test/simulation/bank/message.ts';

/** Undefined if there is nothing to report, for example no returned payment. */
export function messageText(file: TakenFile, message: BankMessage, today: string): string | undefined {
  const { payments } = file;
  const executed = payments.filter(({ fate }) => fate === 'PAID' || fate === 'RETURNED');
  const returned = payments.filter(({ fate }) => fate === 'RETURNED');
  const paid = payments.filter(({ fate }) => fate === 'PAID');
  const rejected = payments.filter(({ fate }) => fate === 'REJECTED');
  switch (message) {
    case 'STATUS':
      return statusReport(file, today, 'PART', rejected, 'AC01');
    case 'AGAIN':
      return executed.length === 0 ? undefined : notification(file, today, singles(file, executed, 'X'));
    case 'BACK':
      return executed.length === 0 ? undefined : notification(file, today, returns(file, executed, 'DUPL', 'XR'));
    case 'FORGED_RETURNS':
      return paid.length === 0 ? undefined : notification(file, today, returns(file, paid, 'AC04', 'FR'));
    case 'FORGED_STATUS':
    case 'LIE':
      return executed.length === 0 ? undefined : statusReport(file, today, 'PART', executed, 'AC04');
    case 'DUPLICATE':
      return statusReport(file, today, 'RJCT', [], 'DU01');
    case 'DEBITS':
      return executed.length === 0 ? undefined : notification(file, today, singles(file, executed));
    case 'HALF':
      return halfOf(notification(file, today, singles(file, executed)));
    case 'BATCH':
      return executed.length === 0 ? undefined : notification(file, today, batch(file, executed));
    case 'RETURNS':
      return returned.length === 0 ? undefined : notification(file, today, returns(file, returned));
    case 'DAY':
      return statementOfAccount(file, today, [...returns(file, returned), ...singles(file, executed), fee(file)]);
    case 'OTHERS':
      return notification(file, today, others(file));
  }
}

function statusReport(
  { id }: TakenFile,
  today: string,
  group: 'PART' | 'RJCT',
  rejected: readonly BankPayment[],
  reason: string,
): string {
  const because = `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`;
  const each = rejected.map(
    ({ endToEndId }) =>
      `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>RJCT</TxSts>${because}</TxInfAndSts>`,
  );
  const payments =
    each.length === 0
      ? ''
      : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${id}</OrgnlPmtInfId>${each.join('')}</OrgnlPmtInfAndSts>`;
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>${header(id, today)}
<OrgnlGrpInfAndSts><OrgnlMsgId>${id}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>${group}</GrpSts>${group === 'RJCT' ? because : ''}</OrgnlGrpInfAndSts>${payments}</CstmrPmtStsRpt></Document>`;
}

function notification({ id, debtor }: TakenFile, today: string, entries: readonly string[]): string {
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>${header(id, today)}
<Ntfctn><Id>N-${id}</Id><CreDtTm>${today}T06:00:00Z</CreDtTm>${account(debtor)}${entries.join('\n')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}

/** With a prefix, as some banks write. */
function statementOfAccount({ id, debtor }: TakenFile, today: string, entries: readonly string[]): string {
  const text = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>${header(id, today)}
<Stmt><Id>S-${id}</Id><CreDtTm>${today}T06:00:00Z</CreDtTm>${account(debtor)}${entries.join('\n')}</Stmt></BkToCstmrStmt></Document>`;
  return text.replace(/<(\/?)([A-Z])/g, '<$1ns2:$2').replace('xmlns=', 'xmlns:ns2=');
}

function header(id: string, today: string): string {
  return `<GrpHdr><MsgId>B-${id}</MsgId><CreDtTm>${today}T05:00:00Z</CreDtTm></GrpHdr>`;
}

function account(iban: string): string {
  return `<Acct><Id><IBAN>${iban}</IBAN></Id></Acct>`;
}

interface EntryToWrite {
  readonly cents: bigint;
  readonly side: 'DBIT' | 'CRDT';
  readonly day: Day;
  readonly reference: string;
  readonly details: string;
}

function entry({ cents, side, day, reference, details }: EntryToWrite): string {
  const on = dayText(day);
  return `<Ntry><Amt Ccy="EUR">${euros(cents)}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef>${details}</Ntry>`;
}

const ICDT = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>';
const RRTN = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>';
const CHARGE = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn></BkTxCd>';

function transaction({ endToEndId, amountCents }: BankPayment, more = ''): string {
  return `<TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><Amt Ccy="EUR">${euros(amountCents)}</Amt>${more}</TxDtls>`;
}

function singles({ bookedOn }: TakenFile, payments: readonly BankPayment[], prefix = 'D'): readonly string[] {
  return payments.map((payment) =>
    entry({
      cents: payment.amountCents,
      side: 'DBIT',
      day: bookedOn,
      reference: `${prefix}-${payment.endToEndId}`,
      details: `${ICDT}<NtryDtls>${transaction(payment)}</NtryDtls>`,
    }),
  );
}

/** One entry, net of rejections, without the references of its payments. */
function batch({ id, bookedOn }: TakenFile, payments: readonly BankPayment[]): readonly string[] {
  const cents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  const details = `${ICDT}<NtryDtls><Btch><PmtInfId>${id}</PmtInfId><NbOfTxs>${payments.length}</NbOfTxs></Btch></NtryDtls>`;
  return [entry({ cents, side: 'DBIT', day: bookedOn, reference: `B-${id}`, details })];
}

function returns(
  { returnedOn }: TakenFile,
  payments: readonly BankPayment[],
  code = 'AC04',
  prefix = 'R',
): readonly string[] {
  const reason = `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>`;
  return payments.map((payment) =>
    entry({
      cents: payment.amountCents,
      side: 'CRDT',
      day: returnedOn,
      reference: `${prefix}-${payment.endToEndId}`,
      details: `${RRTN}<NtryDtls>${transaction(payment, reason)}</NtryDtls>`,
    }),
  );
}

function fee({ id, bookedOn }: TakenFile): string {
  return entry({ cents: 1250n, side: 'DBIT', day: bookedOn, reference: `F-${id}`, details: CHARGE });
}

/** Entries that look like ours: another amount, an unknown id, another account's payment. */
function others({ bookedOn, payments, id }: TakenFile): readonly string[] {
  const [first] = payments;
  const unknown = { endToEndId: `DCPT${id}0000`, amountCents: 100n, iban: '', name: '', fate: 'PAID' } as const;
  const wrong = first === undefined ? [] : [{ ...first, amountCents: first.amountCents + 1n }];
  return [unknown, ...wrong].map((payment) =>
    entry({
      cents: payment.amountCents,
      side: 'DBIT',
      day: bookedOn,
      reference: `O-${payment.endToEndId}`,
      details: `${ICDT}<NtryDtls>${transaction(payment)}</NtryDtls>`,
    }),
  );
}

function halfOf(text: string): string {
  return text.slice(0, text.length / 2);
}

function euros(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
