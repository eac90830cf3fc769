import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { beginRecords, endRecords, reportPermissions } from './permission-report.ts';

/** Closes a run with what the functions did with their permissions, and one line that anybody can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | undefined;
  #whole = false;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    beginRecords();
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    const all = await this.#vitest?.globTestSpecifications();
    this.#whole = specifications.length === all?.length && !this.#vitest?.config.testNamePattern;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = count('skipped');
    // A file that cannot be loaded, and an error outside of any test, fail a run as a test does.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const wrong = closePermissions(this.#whole && skipped === 0);
    if (wrong > 0) process.exitCode = 1;
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    process.stdout.write(`\n${count('passed')} passed, ${count('failed') + broken + wrong} failed${tail}\n`);
  }
}

/** @returns how much is wrong. What was never used only counts when everything ran. */
function closePermissions(everythingRan: boolean): number {
  const lines = endRecords();
  const { outside, unused } = reportPermissions(lines);
  if (lines.length === 0) return 0;
  const wrong = everythingRan ? [...outside, ...unused] : outside;
  const counted = everythingRan ? `${unused.length}` : 'not counted, as not every test ran';
  const summary = `calls outside a policy: ${outside.length}, granted actions never used: ${counted}`;
  process.stdout.write(`\n${[...wrong.map((one) => `  ${one}`), summary].join('\n')}\n`);
  return wrong.length;
}
