// Type-checked rules, limits that keep files readable, and the direction of dependencies: domain libraries know no adapter and
// no application, and each library only those it is listed with.
import tseslint from 'typescript-eslint';

/** What each library may import, besides itself. */
const MAY_IMPORT = {
  kernel: [],
  bank: ['kernel'],
  regulation: ['kernel', 'event-store'],
  'event-store': ['kernel'],
  'read-store': ['kernel', 'event-store'],
  facts: ['kernel', 'event-store'],
  enrolment: ['kernel', 'regulation', 'event-store', 'read-store'],
  acts: ['kernel', 'regulation', 'enrolment'],
  quality: ['kernel', 'regulation', 'enrolment'],
  spending: ['kernel', 'regulation', 'enrolment'],
  statements: ['kernel', 'regulation', 'event-store', 'read-store', 'enrolment', 'acts', 'quality', 'spending'],
  intake: ['kernel', 'regulation', 'facts', 'event-store', 'read-store', 'enrolment', 'spending', 'decisions'],
  calculation: ['kernel', 'regulation', 'event-store', 'read-store', 'enrolment', 'statements'],
  outputs: ['kernel', 'regulation', 'event-store', 'read-store', 'enrolment', 'acts', 'calculation', 'statements'],
  decisions: ['kernel', 'regulation', 'event-store', 'statements'],
  payments: ['kernel', 'event-store', 'decisions'],
  operations: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'enrolment',
    'calculation',
    'statements',
    'decisions',
    'payments',
    'bank',
  ],
  replay: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'enrolment',
    'calculation',
    'statements',
    'decisions',
    'operations',
  ],
  explain: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'enrolment',
    'acts',
    'quality',
    'spending',
    'calculation',
    'statements',
    'outputs',
  ],
  history: [
    'kernel',
    'regulation',
    'facts',
    'event-store',
    'enrolment',
    'statements',
    'outputs',
    'decisions',
    'payments',
  ],
  week: [
    'kernel',
    'regulation',
    'event-store',
    'read-store',
    'enrolment',
    'acts',
    'spending',
    'calculation',
    'statements',
    'intake',
    'outputs',
    'decisions',
    'payments',
    'operations',
  ],
  audit: ['kernel', 'event-store'],
  jobs: ['kernel', 'event-store', 'read-store', 'decisions'],
  feed: ['kernel', 'event-store', 'statements', 'decisions'],
  webhooks: ['kernel', 'event-store', 'decisions', 'feed'],
  synthetic: ['kernel'],
  client: [],
};
const LIBRARIES = Object.keys(MAY_IMPORT);

/** The pure libraries: the rules, which do no I/O and know no framework. */
const PURE = ['kernel', 'bank', 'enrolment', 'acts', 'quality', 'spending', 'statements', 'facts'];

function direction(library) {
  const forbidden = LIBRARIES.filter((other) => other !== library && !MAY_IMPORT[library].includes(other));
  const patterns = [
    ...forbidden.map((other) => ({
      group: [`#libs/${other}/**`],
      message: `${library} may not depend on ${other}: see MAY_IMPORT in eslint.config.js.`,
    })),
    { group: ['#apps/**', '#test/**'], message: 'Libraries know no application and no test.' },
    { group: ['../*'], message: 'Import another library by its name, #libs/….' },
  ];
  if (PURE.includes(library))
    patterns.push({
      group: ['node:*', '!node:crypto', '@nestjs/*', '**/sqlite/**', '**/sqlite-*'],
      message: `${library} is pure: effects belong to the edges.`,
    });
  return {
    files: [`libs/${library}/**/*.ts`],
    ignores: ['**/*.spec.ts', '**/*.contract.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['node_modules', 'data', 'dist', 'scripts', 'libs/client/contract.d.ts'] },
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
  ...LIBRARIES.map(direction),
  {
    // Clock and chance come in as data.
    files: ['libs/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as data.' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time comes in as data.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Chance comes in as data.',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      complexity: 'off',
      'max-depth': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'describe', 'it', 'before', 'after', 'beforeEach', 'afterEach', 'suite'],
            },
          ],
        },
      ],
    },
  },
  {
    // Classes of the services are marked for Nest, and DTOs hold what decorators say of them.
    files: ['apps/api/**/*.ts', 'test/api/**/*.ts'],
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
