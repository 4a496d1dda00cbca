/**
 * `npm run screenshots`: the pictures of docs/console.md, of a week of payments on the demonstration (`npm run demo` first), by Debian's
 * Chromium. Chromium itself writes them as WebP.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ConsoleBrowser, type PersonId } from './browser.ts';
import { ENVELOPE, RUN, demonstratedWeek } from './demonstrated-week.ts';

const DEMONSTRATION = 'data/demo';
const FOLDER = 'docs/console';
const SIZE = { width: 1280, height: 800 };
const BYTES_MAX = 150_000;
const SIMULATION = 'presence-au-jour';
const SIMULATED_MS = 60_000;
const CANDIDATE = 'SAULES';

interface Picture {
  readonly name: string;
  readonly person: PersonId;
  readonly path: string;
  readonly scheme?: 'dark';
  /** The actions before the picture. */
  readonly act?: (page: Page) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { name: 'a-faire', person: 'alice-operator', path: '/a-faire?onglet=autres' },
  { name: 'a-faire-sombre', person: 'bruno-approver', path: '/a-faire', scheme: 'dark' },
  { name: 'decomptes', person: 'bruno-approver', path: '/decomptes?de=2025-Q4&a=2025-Q4' },
  { name: 'decompte', person: 'farid-auditor', path: '/decomptes/PEPS-01/2025-Q1?decision=0' },
  { name: 'pourquoi', person: 'farid-auditor', path: '/decomptes/PEPS-01/2025-Q1/pourquoi?decision=0&chemin=0.0' },
  { name: 'ecarts', person: 'bruno-approver', path: '/ecarts?periode=2025-Q4' },
  {
    name: 'approuver',
    person: 'bruno-approver',
    path: '/ecarts?periode=2025-Q4',
    act: (page) => press(page, /^Approuver/),
  },
  { name: 'campagne', person: 'chloe-officer', path: `/campagnes/${RUN}` },
  { name: 'enveloppe', person: 'david-accountant', path: `/enveloppes/${ENVELOPE}` },
  { name: 'equipe', person: 'alice-operator', path: '/equipes/PEPS-01' },
  { name: 'qualite', person: 'alice-operator', path: '/equipes/PEPS-01?onglet=qualite&indicateur=FLU65' },
  { name: 'simulation', person: 'alice-operator', path: `/reglementation?onglet=simulations&simulation=${SIMULATION}` },
  { name: 'suivi', person: 'farid-auditor', path: '/suivi?de=2023-Q1&a=2025-Q4&schema=PEPS' },
  { name: 'indicateurs', person: 'farid-auditor', path: '/suivi?onglet=indicateurs&annee=2025' },
  { name: 'candidatures', person: 'nadia-approver', path: `/equipes?onglet=candidatures&candidature=${CANDIDATE}` },
  { name: 'autres-regimes', person: 'alice-operator', path: '/equipes/PEPS-01?onglet=regimes' },
  { name: 'cloture', person: 'alice-operator', path: '/equipes/PEPS-08?onglet=cloture' },
  { name: 'doublons', person: 'nadia-approver', path: '/doublons' },
  { name: 'effacements', person: 'nadia-approver', path: '/effacements' },
  { name: 'suivi-sombre', person: 'farid-auditor', path: '/suivi?de=2023-Q1&a=2025-Q4&schema=PEPS', scheme: 'dark' },
  { name: 'journal', person: 'farid-auditor', path: '/journal?flux=statement-PEPS-01-2025-Q1' },
  { name: 'mes-decomptes', person: 'peps-01-team', path: '/mes-decomptes' },
];

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
}

/** An operator makes a proposal, which waits for a second person. */
async function propose(browser: ConsoleBrowser): Promise<void> {
  const members = ['18900001019', '18900001027'].map((rpps) => ({ rpps, profession: 'GP', from: '2026-01-01' }));
  const application = {
    ...{ name: 'Maison de santé des Saules', scheme: 'PEPS', option: 'ALL', scope: 'GP', structure: 'MSP' },
    ...{ finess: '010000024', commune: '38185', entersOn: '2026-01-01', patients: 1200, members },
  };
  const apply = `/candidates/${CANDIDATE}`;
  await asked(browser, `${apply}/apply`, application);
  await asked(browser, `${apply}/propose`, { decision: 'ACCEPT', phase: 'TRANSITION', reason: 'dossier complet' });
  await asked(browser, '/patient-merges', { patient: 'P0000002', into: 'P0000001', reason: 'une seule personne' });
  await asked(browser, '/erasures', { patient: 'P0000003', reason: 'demande reçue le 12 novembre', ground: 'REQUEST' });
}

async function asked({ service }: ConsoleBrowser, path: string, body: object): Promise<void> {
  const token = await service.token('operator', 'Alice Martin');
  const headers = { 'idempotency-key': path };
  const answer = await service.request('POST', path, body, { token, headers });
  assert.ok(answer.status < 300, `${path} ${JSON.stringify(answer.body)}`);
}

/** Requests a what-if and waits for it. */
async function simulate({ service }: ConsoleBrowser): Promise<void> {
  const token = await service.token('operator', 'Alice Martin');
  const whatIf = {
    simulation: SIMULATION,
    from: '2025-Q1',
    to: '2025-Q4',
    knownOn: '2026-09-30',
    parameters: { presence: 'DAYS' },
  };
  const headers = { 'idempotency-key': SIMULATION };
  const { status, body } = await service.request('POST', '/simulations', whatIf, { token, headers });
  assert.equal(status, 202, JSON.stringify(body));
  const client = await service.client('operator', 'Alice Martin');
  for (const until = Date.now() + SIMULATED_MS; ;) {
    const { data } = await client.GET('/simulations');
    if (data?.items.some(({ simulation }) => simulation === SIMULATION) === true) return;
    if (Date.now() > until) throw new Error(JSON.stringify((await client.GET('/jobs')).data));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function take(browser: ConsoleBrowser, { name, person, path, scheme, act }: Picture): Promise<void> {
  const screen = await browser.open(person, path);
  const { page } = screen;
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: scheme ?? 'light' });
  await page.evaluate('document.fonts.ready');
  await act?.(page);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await screen.close();
  const webp = await browser.asWebp(png);
  const file = join(FOLDER, `${name}.webp`);
  writeFileSync(file, webp);
  process.stdout.write(
    `${file} ${Math.round(webp.length / 1_000)} kB${screen.said.length === 0 ? '' : ` ${screen.said.join(' ')}`}\n`,
  );
  if (webp.length > BYTES_MAX) throw new Error(`${file} has more than ${BYTES_MAX} bytes`);
}

const chosen = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await ConsoleBrowser.start(() => demonstratedWeek(DEMONSTRATION));
try {
  await simulate(browser);
  await propose(browser);
  for (const picture of PICTURES)
    if (chosen.length === 0 || chosen.includes(picture.name)) await take(browser, picture);
} finally {
  await browser.close();
}
