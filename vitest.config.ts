import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule } from 'vitest/node'

const isCi = process.env['CI'] === 'true'

/** A skipped test is a gap that nobody sees: it is listed last and in capitals, and in CI it fails the run. */
const noSkips: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`)
    )
    if (skipped.length === 0) return
    console.error(`\nNOT TESTED, ${skipped.length} SKIPPED:\n${skipped.map((name) => `  - ${name}`).join('\n')}\n`)
    if (isCi) process.exitCode = 1
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers and a browser share the machine with the tests.
    pool: 'forks',
    maxWorkers: 2,
    // Far above what anything takes: a machine that is busy must not fail a test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    allowOnly: !isCi,
    reporters: isCi ? ['default', noSkips, ['json', { outputFile: '.cache/tests.json' }]] : ['default', noSkips]
  }
})
