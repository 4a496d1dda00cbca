/** Reads statements of the account (camt.053) of 30 and of 120 MB, each in a separate process: the time of an entry and the peak memory. */
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { eurosText } from '#libs/payments/bank/amount.ts';
import { median, mustEqual, progress } from './measure.ts';
import { type Measurement, microseconds } from './report.ts';

export const ACCOUNT = 'FR7630006000011234567890189';
const ENTRIES = 30_000;
const FACTOR = 4;
/** The number of our own entries: the maximum of a run. */
const PAYMENTS = 10_000;
const TIME_TARGET = 1.2;
/** Bytes for a file of 30 MB. */
const MEMORY_TARGET = 400e6;
const PEAK_MEMORY = new URL('peak-memory.ts', import.meta.url).href;
const DECORATORS = new URL('../../scripts/decorators.mjs', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('one-bank-file.ts', import.meta.url));

export function endToEndIdOf(i: number): string {
  return `DCPT${String(i).padStart(24, '0')}`;
}

/** Cents. */
export function amountOf(i: number): bigint {
  return BigInt(1_000 + (i % 977));
}

export async function measureBankFiles(temporary: string, runs: number): Promise<Measurement[]> {
  const [small, large] = [await read(temporary, ENTRIES, runs), await read(temporary, FACTOR * ENTRIES, runs)];
  return [
    {
      name: `a statement of the account, time per entry, ${FACTOR * ENTRIES} entries against ${ENTRIES}`,
      control: microseconds(small.seconds / ENTRIES),
      product: microseconds(large.seconds / (FACTOR * ENTRIES)),
      ratio: large.seconds / FACTOR / small.seconds,
      target: { atMost: TIME_TARGET },
    },
    {
      name: `peak memory of ${ENTRIES} entries, against the limit`,
      control: megabytes(MEMORY_TARGET),
      product: megabytes(small.memory),
      ratio: small.memory / MEMORY_TARGET,
      target: { atMost: 1 },
    },
  ];
}

interface Ran {
  readonly seconds: number;
  readonly memory: number;
}

/** The median of the runs. */
async function read(temporary: string, entries: number, runs: number): Promise<Ran> {
  const path = join(temporary, `statement-${entries}.xml`);
  await writeStatement(path, entries);
  const ran = Array.from({ length: runs }, () => once(path, temporary, entries));
  const [seconds, memory] = [median(ran.map((one) => one.seconds)), median(ran.map((one) => one.memory))];
  progress(`${megabytes(statSync(path).size)}, ${entries} entries: ${seconds.toFixed(2)} s, ${megabytes(memory)}`);
  return { seconds, memory };
}

function once(path: string, temporary: string, entries: number): Ran {
  const peak = join(temporary, 'peak-memory');
  const options = ['--disable-warning=ExperimentalWarning', '--import', DECORATORS, '--import', PEAK_MEMORY];
  const output = execFileSync(process.execPath, [...options, PROGRAM, path, String(PAYMENTS)], {
    encoding: 'utf8',
    env: { ...process.env, PEAK_MEMORY_FILE: peak },
  });
  const [seconds, settled, remarked] = output.split(' ').map(Number);
  mustEqual('payments settled', settled ?? 0, PAYMENTS);
  mustEqual('entries remarked', remarked ?? 0, entries - PAYMENTS);
  return { seconds: seconds ?? NaN, memory: Number(readFileSync(peak, 'utf8')) };
}

async function writeStatement(path: string, entries: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-12-01T06:00:00+01:00</CreDtTm></GrpHdr>\n<Stmt><Id>S1</Id><CreDtTm>2026-12-01T06:00:00+01:00</CreDtTm><Acct><Id><IBAN>${ACCOUNT}</IBAN></Id></Acct>\n`,
  );
  for (let i = 0; i < entries; i++) file.write(entryText(i));
  file.end('</Stmt></BkToCstmrStmt></Document>\n');
  await finished(file);
}

/** About 900 bytes, as banks write it. */
function entryText(i: number): string {
  const amount = `<Amt Ccy="EUR">${eurosText(amountOf(i))}</Amt><CdtDbtInd>DBIT</CdtDbtInd>`;
  const day = '<Dt>2026-11-30</Dt>';
  const parties = `<RltdPties><Dbtr><Pty><Nm>Caisse nationale</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Maison de santé ${i}</Nm><PstlAdr><StrtNm>rue des Tilleuls</StrtNm><PstCd>35000</PstCd><TwnNm>Rennes</TwnNm><Ctry>FR</Ctry></PstlAdr></Pty></Cdtr><CdtrAcct><Id><IBAN>${ACCOUNT}</IBAN></Id></CdtrAcct></RltdPties>`;
  return `<Ntry><NtryRef>${i}</NtryRef>${amount}<Sts><Cd>BOOK</Cd></Sts><BookgDt>${day}</BookgDt><ValDt>${day}</ValDt><AcctSvcrRef>REF${i}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><PmtInfId>RUN</PmtInfId><EndToEndId>${endToEndIdOf(i)}</EndToEndId></Refs>${amount}${parties}<RmtInf><Ustrd>Décompte PEPS-${i} 2021-Q1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
