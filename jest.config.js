// Specs run as ES modules, which Jest loads with Node's --experimental-vm-modules: see `npm run test:run`.
export default {
  // Packages and builds need not be searched for specs.
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/jest/before-all.mjs',
  globalTeardown: '<rootDir>/test/jest/after-all.mjs',
  runtime: '<rootDir>/test/jest/runtime.mjs',
  testEnvironment: '<rootDir>/test/jest/environment.ts',
  extensionsToTreatAsEsm: ['.ts'],
  // Its settings are in .swcrc, which the build has too.
  transform: { '\\.ts$': '@swc/jest' },
  setupFilesAfterEnv: ['<rootDir>/test/jest/realms.ts'],
  reporters: ['default', '<rootDir>/test/jest/count-reporter.ts'],
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  // More than twice the processors of the machine that checks a change: many specs wait for processes, a browser or the disk.
  maxWorkers: 5,
  // Modules of a spec that has ended stay in memory.
  workerIdleMemoryLimit: '1GB',
  // The system takes up to a second to free the memory of an ended process while it is busy: with Jest's half, it counted as stuck.
  workerGracefulExitTimeout: 10_000,
  // Many tests start processes of the product; one that must be quicker states its own limit.
  testTimeout: 600_000,
};
