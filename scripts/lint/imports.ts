/**
 * The direction of dependencies: domain libraries import no adapter and no application, and each library only the listed ones. The pure
 * folders have no effects.
 */
import { readdirSync } from 'node:fs';
import type { OxlintOverride } from 'oxlint';

/** The libraries that each library may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  threads: ['kernel'],
  csv: ['kernel'],
  files: [],
  sqlite: ['kernel'],
  mongodb: ['kernel', 'files'],
  'patient-keys': ['kernel', 'files', 'sqlite', 'mongodb'],
  'event-store': ['kernel', 'threads', 'files', 'sqlite', 'patient-keys'],
  'read-store': ['kernel', 'threads', 'files', 'sqlite', 'mongodb', 'event-store'],
  commands: ['kernel', 'event-store'],
  regulation: ['kernel', 'csv', 'event-store', 'commands'],
  facts: ['kernel', 'event-store', 'regulation'],
  enrolment: ['kernel', 'regulation', 'event-store', 'read-store', 'commands', 'facts'],
  acts: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  quality: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  spending: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  payments: ['kernel', 'csv', 'event-store', 'read-store', 'commands', 'regulation', 'statements'],
  statements: [
    'kernel',
    'threads',
    'regulation',
    'event-store',
    'read-store',
    'commands',
    'enrolment',
    'acts',
    'quality',
    'spending',
    'intake',
    'payments',
  ],
  intake: [
    'kernel',
    'files',
    'threads',
    'csv',
    'regulation',
    'facts',
    'event-store',
    'read-store',
    'commands',
    'enrolment',
    'acts',
    'quality',
    'spending',
  ],
  closing: ['kernel', 'regulation', 'event-store', 'read-store', 'commands', 'enrolment', 'statements', 'payments'],
  monitoring: ['kernel', 'regulation', 'enrolment', 'spending', 'statements'],
  candidates: ['kernel', 'regulation', 'facts', 'event-store', 'read-store', 'commands', 'enrolment', 'statements'],
  replay: ['kernel', 'regulation', 'event-store', 'read-store', 'commands', 'enrolment', 'statements'],
  explain: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'enrolment',
    'acts',
    'quality',
    'spending',
    'statements',
  ],
  history: [
    'kernel',
    'regulation',
    'facts',
    'event-store',
    'commands',
    'enrolment',
    'intake',
    'statements',
    'payments',
  ],
  week: [
    'kernel',
    'candidates',
    'closing',
    'regulation',
    'event-store',
    'read-store',
    'commands',
    'enrolment',
    'acts',
    'spending',
    'statements',
    'intake',
    'payments',
  ],
  erasure: [
    'kernel',
    'event-store',
    'patient-keys',
    'read-store',
    'commands',
    'enrolment',
    'intake',
    'statements',
    'regulation',
    'access-record',
  ],
  letters: ['kernel', 'event-store', 'read-store', 'regulation', 'statements', 'payments'],
  'read-models': ['kernel', 'read-store', 'enrolment', 'intake', 'statements', 'payments'],
  audit: ['kernel', 'files', 'event-store', 'commands', 'access-record'],
  continuity: ['kernel', 'files', 'event-store', 'read-store', 'commands', 'audit'],
  jobs: ['kernel', 'files', 'sqlite', 'event-store', 'read-store', 'commands'],
  feed: ['kernel', 'event-store', 'commands', 'statements', 'payments', 'audit'],
  'short-lived': ['kernel', 'files', 'sqlite', 'mongodb'],
  'access-record': ['kernel', 'files', 'sqlite', 'mongodb', 'commands'],
  uploads: ['kernel', 'mongodb'],
  webhooks: ['kernel', 'sqlite', 'mongodb', 'event-store', 'commands', 'feed'],
  observability: ['kernel', 'event-store', 'read-store', 'continuity', 'webhooks'],
  synthetic: ['kernel'],
  client: [],
};
/** Knows the refusals of every library, to express them in French. */
const WORDS = 'words';
/** Wires the others together for the programs that people start. */
const WIRING = ['runtime', WORDS];
const LIBRARIES = [...Object.keys(MAY_IMPORT), ...WIRING];

/** The pure folders: the rules, which do no I/O and use no framework. */
const PURE = [
  'kernel',
  'csv',
  'enrolment',
  'acts',
  'quality',
  'spending',
  'statements/rules',
  'payments/bank',
  'facts',
];

/** The files where a library meets the framework: its module, and one file for each command and query. They may use any library. */
export const APPLICATION = ['libs/*/**/commands/**/*.ts', 'libs/*/**/queries/**/*.ts', 'libs/**/*.module.ts'];

/** The files that open or copy stores by their URLs, sort on disk, or hold a lock that the system releases. */
const OPENS_STORES = [
  'libs/runtime/stores.ts',
  'libs/runtime/store-servers.ts',
  'libs/runtime/keys.ts',
  'libs/runtime/patient-rows.ts',
  'libs/runtime/rows-ahead.ts',
  'libs/runtime/throw-away-stores.ts',
  'libs/runtime/backup.ts',
  'libs/runtime/start.ts',
  'libs/runtime/row-sorter.ts',
  'libs/runtime/alone.ts',
  'libs/runtime/unsound-files.ts',
];

const TESTS = ['**/*.spec.ts', '**/*.contract.ts'];

const PORTS = ['event-store', 'read-store', 'patient-keys'];
/** The shared parts of the adapters of an engine. */
const DRIVERS = ['sqlite', 'mongodb'];
/** The packages of engines. */
const ENGINES = ['node:sqlite', 'mongodb', '@kurrent/kurrentdb-client'];
const NO_ADAPTERS = ['commands', 'engine', 'queries', 'sealed'];
/** The queue of one machine, in a SQLite file. */
const LOCAL = 'local';
/** The adapters of the ports, each in a folder named after its engine. */
const ADAPTER_FOLDERS = [...new Set([...PORTS.flatMap(foldersOf), LOCAL])].filter(
  (folder) => !NO_ADAPTERS.includes(folder),
);

interface Pattern {
  readonly regex?: string;
  readonly group?: string[];
  readonly allowTypeImports?: boolean;
  readonly message: string;
}

const ADAPTERS: Pattern = {
  regex: `^#libs/((${PORTS.join('|')})/(${ADAPTER_FOLDERS.join('|')})|${DRIVERS.join('|')})/|^(${ENGINES.join('|')})$`,
  message: 'Only libs/runtime opens stores, and only adapters use an engine: elsewhere, import the port.',
};
const NO_APPLICATION: Pattern = { regex: '^#(apps|test)/', message: 'Libraries know no application and no test.' };

/** The libraries that the browser shares with the service; any other one would be bundled as a whole. */
const IN_BROWSER = ['kernel', 'client', WORDS];
const LABELS = 'labels';
const OF_CONSOLE: Pattern = {
  regex: [
    '^#(apps|test)/',
    '^node:',
    `^#libs/(${LIBRARIES.filter((library) => !IN_BROWSER.includes(library)).join('|')})/`,
    `^#libs/${WORDS}/([^/]+$|(${foldersOf(WORDS)
      .filter((folder) => folder !== LABELS)
      .join('|')})/)`,
  ].join('|'),
  allowTypeImports: true,
  message: 'The console shares libs/kernel, libs/words/labels and the contract’s types with the service.',
};

/** Each file keeps the last override that names it. */
export const IMPORTS: OxlintOverride[] = [
  ...Object.keys(MAY_IMPORT).flatMap(direction),
  ...PURE.map(purity),
  {
    files: ['apps/**/*.ts', ...WIRING.map((library) => `libs/${library}/**/*.ts`)],
    excludeFiles: ['**/*.spec.ts', ...OPENS_STORES],
    rules: refused(ADAPTERS),
  },
  { files: APPLICATION, rules: refused(NO_APPLICATION, ADAPTERS) },
  { files: ['apps/console/**/*.{ts,tsx}'], excludeFiles: ['**/*.spec.ts'], rules: refused(OF_CONSOLE) },
  {
    files: [...TESTS, 'test/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:test', message: 'Specs run on Jest: @jest/globals.' }] },
      ],
    },
  },
];

function direction(library: string): OxlintOverride[] {
  const adapters = [
    DRIVERS.includes(library) ? `libs/${library}/**` : `libs/${library}/{${ADAPTER_FOLDERS.join(',')}}/**`,
  ];
  const outside = [...TESTS, ...APPLICATION];
  return [
    { files: [`libs/${library}/**/*.ts`], excludeFiles: outside, rules: refused(...foreignTo(library), ADAPTERS) },
    { files: adapters, excludeFiles: outside, rules: refused(...foreignTo(library)) },
  ];
}

/** Applies in addition to the direction of its library. */
function purity(folder: string): OxlintOverride {
  const [library = folder] = folder.split('/');
  const effects: Pattern = {
    group: ['node:*', '!node:crypto', '@nestjs/*', '**/sqlite/**', '**/sqlite-*'],
    message: `${folder} is pure: effects belong to the edges.`,
  };
  return {
    files: [`libs/${folder}/**/*.ts`],
    excludeFiles: [...TESTS, ...APPLICATION],
    rules: refused(...foreignTo(library), ADAPTERS, effects),
  };
}

function foreignTo(library: string): Pattern[] {
  const known = [library, ...(MAY_IMPORT[library] ?? [])];
  return [
    ...LIBRARIES.filter((other) => !known.includes(other)).map((other) => ({
      regex: `^#libs/${other}/`,
      message: `${library} may not depend on ${other}: see MAY_IMPORT in scripts/lint/imports.ts.`,
    })),
    NO_APPLICATION,
    { regex: '^\\.\\./', message: 'Import another library by its name, #libs/….' },
  ];
}

function refused(...patterns: Pattern[]): NonNullable<OxlintOverride['rules']> {
  return { 'no-restricted-imports': ['error', { patterns }] };
}

function foldersOf(library: string): string[] {
  return readdirSync(new URL(`../../libs/${library}`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
