/** Letters over HTTP: the right of each caller, the same bytes for the same decision, and the amounts of the API. */
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { euros } from '#libs/kernel/euros.ts';
import { Application } from '#test/support/application.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { NO_PDF_TOOLS, textOf } from '#test/support/pdf.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testUnless } from '#test/support/unless.ts';

const DECIDED = '/statements/PEPS-01/2022-Q2/decisions/0';
const PROVISIONAL = '/statements/PEPS-01/2022-Q2/letter';

const folder = temporaryFolder();
let service: Application;
let auditor: string;
let team: string;
beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams(), { LETTER_SENDER: 'Caisse d’essai' });
  auditor = await service.bearer('auditor');
  team = await service.bearer('team', 'PEPS-01');
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

function get(path: string, authorization: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return service.fetch(path, { headers: { authorization, ...headers } });
}

async function bytesOf(response: Response): Promise<Buffer> {
  expect([response.status, response.headers.get('content-type')]).toStrictEqual([200, 'application/pdf']);
  return Buffer.from(await response.arrayBuffer());
}

async function textIn(response: Response): Promise<string> {
  const path = join(folder, `${randomUUID()}.pdf`);
  writeFileSync(path, await bytesOf(response));
  return textOf(path);
}

test('gives a decision as the same bytes to its team and to an auditor, with a name and its digest as tag', async () => {
  const response = await get(`${DECIDED}/letter`, team);
  const [tag, name] = ['etag', 'content-disposition'].map((header) => response.headers.get(header));
  expect(name).toBe('inline; filename="decompte_PEPS-01_2022-Q2_0.pdf"');
  const bytes = await bytesOf(response);
  expect(bytes.equals(await bytesOf(await get(`${DECIDED}/letter`, auditor)))).toBe(true);
  const again = await get(`${DECIDED}/letter`, team, { 'if-none-match': String(tag) });
  expect([again.status, await again.text()]).toStrictEqual([304, '']);
});

test('gives a team no undecided letter and no letter of another team', async () => {
  expect((await get(PROVISIONAL, team)).status).toBe(403);
  const other = await service.bearer('team', 'PRIM-01');
  for (const path of [`${DECIDED}/letter`, '/teams/PEPS-01/years/2022/letter'])
    expect((await get(path, other)).status).toBe(403);
});

test('gives 404 for a decision, calculation, year or demand that does not exist', async () => {
  for (const path of [
    '/statements/PEPS-01/2022-Q2/decisions/7/letter',
    '/statements/PEPS-01/2030-Q1/letter',
    '/teams/PEPS-01/years/2030/letter',
    '/envelopes/FISS/demands/PEPS-01/letter',
  ])
    expect((await get(path, auditor)).status).toBe(404);
  expect((await get('/teams/PEPS-01/years/22/letter', auditor)).status).toBe(400);
});

test('offers a demand as text or as PDF only', async () => {
  const path = '/envelopes/FISS/demands/PEPS-01/letter';
  expect((await get(path, auditor, { accept: 'application/pdf' })).status).toBe(404);
  expect((await get(path, auditor, { accept: 'image/png' })).status).toBe(406);
});

const withTools = testUnless(NO_PDF_TOOLS);

interface Decision {
  readonly totalCents: string;
  readonly lines: readonly { readonly amountCents: string }[];
  readonly items: readonly {
    readonly amountCents: string;
    readonly payments: readonly { readonly endToEndId: string }[];
  }[];
}

withTools('has every amount and reference of the decision as the API gives them, to the cent', async () => {
  const decision = (await (await get(DECIDED, team)).json()) as Decision;
  const text = await textIn(await get(`${DECIDED}/letter`, team));
  const plain = text.replaceAll('\u00a0', ' ');
  for (const cents of [decision.totalCents, ...decision.lines.map(({ amountCents }) => amountCents)])
    expect(plain).toContain(euros(BigInt(cents)));
  for (const { amountCents, payments } of decision.items)
    expect(plain).toContain(`${String(payments[0]?.endToEndId)} ${euros(BigInt(amountCents))}`);
  expect(decision.items.length).toBeGreaterThan(0);
  expect(text).not.toMatch(/P\d{7}/);
});

withTools('sums up a year: its periods, and nothing of a team’s patients', async () => {
  const text = await textIn(await get('/teams/PEPS-01/years/2022/letter', team));
  expect(text).toMatch(/Récapitulatif de l’année 2022 .*2e trimestre 2022/);
});
