/** The kinds of tests and what each runs on: pure rules, a real database, whole starts, a real browser, faults. */
import { defineConfig } from 'vitest/config'

/** tests that go through a real PostgreSQL; everything else under src is pure and needs none */
const onDatabase = [
  'src/features/**/{actions,store,parts,jobs}{.test.ts,/**/*.test.ts}',
  'src/{platform,app}/**/*.test.ts',
  'test/{*,isolation/**/*}.test.ts',
]
/** reads the tree itself: no database, and once is enough */
const onTree = ['test/house.test.ts', 'test/rules/**/*.test.ts']

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: onDatabase,
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { name: 'house', include: onTree, testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'db',
          include: onDatabase,
          exclude: onTree,
          globalSetup: ['./test/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      ...(['start', 'e2e', 'faults'] as const).map((name, index) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: name === 'e2e' ? ['./test/e2e/setup.ts'] : [],
          testTimeout: name === 'faults' ? 1_200_000 : 180_000,
          hookTimeout: 300_000,
          // each of these starts whole servers: one after the other
          maxWorkers: 1,
          sequence: { groupOrder: 2 + index },
        },
      })),
    ],
  },
})
