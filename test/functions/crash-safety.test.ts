import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Played, type Stage, stageOf } from '../support/crash-case.ts';
import { consentScenarios } from '../support/crash-consents.ts';
import { scenarios } from '../support/crash-scenarios.ts';
import type { Call, Disturbance, Fault } from '../support/faults.ts';
import { startServices } from '../support/world.ts';

/**
 * Each command is disturbed at every call it makes to table, bucket and SES. Then it is given again by whoever gave it, the
 * stream and the sweep do what they do on AWS, and it must have come to what it comes to undisturbed.
 */
let services: Awaited<ReturnType<typeof startServices>>;
beforeAll(async () => {
  services = await startServices();
});
afterAll(() => services.stop());

/** Another one tries other pairs. */
const SEED = 20_261_123;
/** Of each scenario. */
const PAIRS = 12;
/** Cases played at the same time, each on a table and files of its own. */
const AT_ONCE = 4;

describe.each([...scenarios, ...consentScenarios])('$name', (scenario) => {
  let stage: Stage;
  let undisturbed: Played;
  beforeAll(async () => {
    stage = await stageOf(services, scenario);
    undisturbed = await stage.play([]);
  });

  it('survives a fault at any one call', async () => {
    const calls = undisturbed.calls.slice(0, undisturbed.ofCommand);
    expect(calls.length).toBeGreaterThan(0);
    await checkAll(
      calls.flatMap((call, index) => disturbancesOf(call).map((one) => [fault(index + 1, one)])),
    );
  }, 120_000);

  it('survives two faults', async () => {
    const one = fc.tuple(fc.integer({ min: 1, max: undisturbed.calls.length }), fc.nat());
    const pairs = fc.sample(fc.tuple(one, one), { numRuns: PAIRS, seed: SEED });
    await checkAll(pairs.map((pair) => pair.map(([call, choice]) => fault(call, chosen(call, choice)))));
  }, 120_000);

  function chosen(call: number, choice: number): Disturbance {
    const possible = disturbancesOf(undisturbed.calls[call - 1]);
    return possible[choice % possible.length] ?? 'refused';
  }

  /** Plays all and reports every one that came to something else, so that a failure shows its extent. */
  async function checkAll(plans: readonly (readonly Fault[])[]): Promise<void> {
    const failures: string[] = [];
    const waiting = plans.values();
    const playing = Array.from({ length: AT_ONCE }, async () => {
      for (const plan of waiting) {
        const failure = await stage.play(plan).then(different, (error: unknown) => String(error));
        if (failure) failures.push(`${plan.map(told).join(', then ')}: ${failure}`);
      }
    });
    await Promise.all(playing);
    expect(failures.join('\n\n')).toBe('');
  }

  function told({ call, disturbance }: Fault): string {
    return `call ${call}, ${undisturbed.calls[call - 1]?.port}, ${disturbance}`;
  }

  function different({ outcome, forgotten }: Played): string | null {
    const wanted = undisturbed.outcome;
    const differences = [
      ...difference(wanted.items, outcome.items),
      ...difference([`${wanted.inventory}`], [`${outcome.inventory}`]),
      ...difference([...new Set(wanted.mails)], [...new Set(outcome.mails)]),
    ];
    const doubled = outcome.mails.length - new Set(outcome.mails).size;
    if (doubled > forgotten + wanted.mails.length - new Set(wanted.mails).size)
      differences.push('A mail is doubled.');
    return differences.length > 0 ? differences.join('\n') : null;
  }
});

/** Lines that are missing, and lines too many. Each line of both counts as often as it is there. */
function difference(wanted: readonly string[], found: readonly string[]): readonly string[] {
  const missing = [...wanted];
  const surplus = found.filter((line) => {
    const position = missing.indexOf(line);
    if (position >= 0) missing.splice(position, 1);
    return position < 0;
  });
  return [...missing.map((line) => `- ${line}`), ...surplus.map((line) => `+ ${line}`)];
}

function fault(call: number, disturbance: Disturbance): Fault {
  return { call, disturbance };
}

/** A read has no effect: whatever happens to it, its answer does not come. */
function disturbancesOf(call: Call | undefined): readonly Disturbance[] {
  return call?.writes ? ['refused', 'unanswered', 'repeated', 'last'] : ['refused'];
}
