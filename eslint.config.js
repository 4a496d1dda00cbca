// Type-checked rules, limits that keep files readable, and the direction of dependencies: domain libraries know no adapter and
// no application, and each library only those it is listed with.
import { readdirSync } from 'node:fs';
import jest from 'eslint-plugin-jest';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What each library may import, besides itself. */
const MAY_IMPORT = {
  kernel: [],
  sqlite: ['kernel'],
  mongodb: ['kernel'],
  'event-store': ['kernel', 'sqlite'],
  'read-store': ['kernel', 'sqlite', 'mongodb', 'event-store'],
  commands: ['kernel', 'event-store'],
  regulation: ['kernel', 'event-store', 'commands'],
  facts: ['kernel', 'event-store', 'regulation'],
  enrolment: ['kernel', 'regulation', 'event-store', 'read-store', 'facts'],
  acts: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  quality: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  spending: ['kernel', 'event-store', 'regulation', 'facts', 'enrolment'],
  payments: ['kernel', 'event-store', 'read-store', 'commands', 'regulation', 'statements'],
  statements: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'commands',
    'enrolment',
    'acts',
    'quality',
    'spending',
    'payments',
  ],
  intake: [
    'kernel',
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
  letters: ['kernel', 'event-store', 'read-store', 'regulation', 'statements', 'payments'],
  'read-models': ['kernel', 'read-store', 'enrolment', 'intake', 'statements', 'payments'],
  audit: ['kernel', 'event-store', 'commands'],
  jobs: ['kernel', 'sqlite', 'event-store', 'read-store', 'commands'],
  feed: ['kernel', 'event-store', 'commands', 'statements', 'payments'],
  uploads: ['kernel', 'mongodb'],
  webhooks: ['kernel', 'sqlite', 'mongodb', 'event-store', 'commands', 'feed'],
  observability: ['kernel', 'event-store', 'read-store', 'webhooks'],
  synthetic: ['kernel'],
  client: [],
};
/** Knows what every library refuses, to say it in French. */
const WORDS = 'words';
/** Wires the others together for the programs that people start. */
const WIRING = ['runtime', WORDS];
const LIBRARIES = [...Object.keys(MAY_IMPORT), ...WIRING];

/** The pure folders: the rules, which do no I/O and know no framework. */
const PURE = ['kernel', 'enrolment', 'acts', 'quality', 'spending', 'statements/rules', 'payments/bank', 'facts'];

/** Where a library meets the framework: its module, and one file for each command and query. These may use any library. */
const APPLICATION = ['libs/*/**/commands/**/*.ts', 'libs/*/**/queries/**/*.ts', 'libs/**/*.module.ts'];

const PORTS = ['event-store', 'read-store'];
/** What adapters share of an engine. */
const DRIVERS = ['sqlite', 'mongodb'];
const NO_ADAPTERS = ['commands', 'engine', 'queries'];
/** The adapters of the ports, each in a folder named after its engine; that of the queue on one machine is `local`. */
const ADAPTER_FOLDERS = PORTS.flatMap((port) =>
  readdirSync(new URL(`libs/${port}`, import.meta.url), { withFileTypes: true }),
)
  .filter((entry) => entry.isDirectory() && !NO_ADAPTERS.includes(entry.name))
  .map(({ name }) => name)
  .concat('local');
const ADAPTERS = {
  regex: `^#libs/((${PORTS.join('|')})/(${ADAPTER_FOLDERS.join('|')})|sqlite|mongodb)/`,
  message: 'Only libs/runtime opens stores: elsewhere, import the port.',
};
/** What opens stores by their URLs, and copies them. */
const OPENS_STORES = ['libs/runtime/stores.ts', 'libs/runtime/backup.ts', 'libs/runtime/start.ts'];

/** The browser has the kernel, the labels and the contract’s types in common with the service; anything else would come along whole. */
const OF_CONSOLE = {
  regex: '^(#(apps|test)/|#libs/(?!kernel/|words/labels/|client/)|node:)',
  allowTypeImports: true,
  message: 'The console shares libs/kernel, libs/words/labels and the contract’s types with the service.',
};

function direction(library) {
  const forbidden = LIBRARIES.filter((other) => other !== library && !MAY_IMPORT[library].includes(other));
  const patterns = [
    ...forbidden.map((other) => ({
      regex: `^#libs/${other}/`,
      message: `${library} may not depend on ${other}: see MAY_IMPORT in eslint.config.js.`,
    })),
    { regex: '^#(apps|test)/', message: 'Libraries know no application and no test.' },
    { group: ['../*'], message: 'Import another library by its name, #libs/….' },
  ];
  const adapters = [
    DRIVERS.includes(library) ? `libs/${library}/**` : `libs/${library}/{${ADAPTER_FOLDERS.join(',')}}/**`,
  ];
  const ignores = ['**/*.spec.ts', '**/*.contract.ts', ...APPLICATION];
  const rules = (some) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns: some }] });
  return [
    { files: [`libs/${library}/**/*.ts`], ignores: [...ignores, ...adapters], rules: rules([...patterns, ADAPTERS]) },
    { files: adapters, ignores, rules: rules(patterns) },
  ];
}

/** Under the rule's other name, so that it adds to the direction of imports and does not replace it. */
function purity(folder) {
  const patterns = [
    {
      group: ['node:*', '!node:crypto', '@nestjs/*', '**/sqlite/**', '**/sqlite-*'],
      message: `${folder} is pure: effects belong to the edges.`,
    },
  ];
  return {
    files: [`libs/${folder}/**/*.ts`],
    ignores: ['**/*.spec.ts', '**/*.contract.ts', ...APPLICATION],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

const DATA_FROM_OUTSIDE = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes in as data.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time comes in as data.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance comes in as data.',
  },
];
const FRENCH = '/[À-ÖØ-öø-ÿŒœ«»’]/';
const NO_FRENCH = ['Literal[value=', 'TemplateElement[value.raw='].map((text) => ({
  selector: `${text}${FRENCH}]`,
  message: 'What people read is made in libs/words; a library gives codes and data.',
}));
/** French that is data of the domain, and not said to a person about it. */
const FRENCH_AS_DATA = [
  // A kind of fact is described in one place, its name and purpose included.
  'libs/*/facts/*.ts',
  // What a field means, which the server shows beside it.
  'libs/read-models/*.ts',
  // Goes into the payer's books.
  'libs/week/chart-of-accounts.ts',
  // Recorded in the log with what is done.
  'libs/commands/person.ts',
  'libs/regulation/regulation.module.ts',
  // What things to do are grouped under, which the contract gives as it is shown.
  'libs/week/payment-tasks.ts',
  'libs/week/run-tasks.ts',
  'libs/week/proposals.ts',
  'libs/week/statement-tasks.ts',
  'libs/week/bank-codes.ts',
  // Part of the file for the bank.
  'libs/payments/runs/remittance.ts',
  // Letters that banks do not take.
  'libs/payments/bank/sepa-text.ts',
  'libs/synthetic/**/*.ts',
];

export default tseslint.config(
  { ignores: ['node_modules', 'data', 'dist', 'infra', 'scripts', 'libs/client/contract.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      complexity: ['error', 14],
      'max-depth': ['error', 4],
      'max-params': ['error', 7],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // Whole numbers in messages need no wrapping.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allow: ['bigint'] },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An adapter of an asynchronous port may answer at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...Object.keys(MAY_IMPORT).flatMap(direction),
  {
    files: ['apps/**/*.ts', ...WIRING.map((library) => `libs/${library}/**/*.ts`)],
    ignores: ['**/*.spec.ts', ...OPENS_STORES],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [ADAPTERS] }] },
  },
  {
    files: APPLICATION,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^#(apps|test)/', message: 'Libraries know no application and no test.' }, ADAPTERS],
        },
      ],
    },
  },
  {
    files: ['apps/console/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs['recommended-latest'].rules,
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [OF_CONSOLE] }],
      // A handler of an event may give what a setter gives.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  ...PURE.map(purity),
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.contract.ts', 'libs/runtime/**', 'libs/words/**', ...FRENCH_AS_DATA],
    rules: { 'no-restricted-syntax': ['error', ...DATA_FROM_OUTSIDE, ...NO_FRENCH] },
  },
  {
    files: ['libs/words/**/*.ts', 'libs/**/*.contract.ts', ...FRENCH_AS_DATA],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...DATA_FROM_OUTSIDE] },
  },
  {
    // Clock and chance are taken here.
    files: ['libs/runtime/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_FRENCH] },
  },
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', 'test/**/*.ts'],
    plugins: { jest },
    rules: {
      // What is committed runs: a test that cannot run somewhere says why (test/support/unless.ts).
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:test', message: 'Specs run on Jest: @jest/globals.' }] },
      ],
      'max-lines': 'off',
      complexity: 'off',
      'max-depth': 'off',
    },
  },
  {
    // Classes of the services are marked for Nest, and DTOs hold what decorators say of them.
    files: ['apps/**/*.ts', 'test/api/**/*.ts', ...APPLICATION],
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Nest and its neighbours take plain objects where their types name a class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  // Made-up facts branch as life does.
  { files: ['libs/synthetic/**/*.ts'], rules: { complexity: ['error', 20], 'max-depth': ['error', 5] } },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
