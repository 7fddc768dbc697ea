import { availableParallelism } from 'node:os';

/** Jest runs the TypeScript as it is, as ES modules; tsc checks the types apart from it. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/run-folder.ts',
  testSequencer: '<rootDir>/test/longest-first.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testTimeout: 60_000, // suites run beside each other, each with threads and browsers of its own
  maxWorkers: availableParallelism() + 1, // a suite also waits: for a browser, a program, a clock
  workerIdleMemoryLimit: '1GB', // of modules that Jest has loaded anew for each suite
};
