import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Clock } from '../../local/control/clock.ts';
import { EventBus } from '../../local/events/event-bus.ts';
import { startSchedules } from '../../local/events/schedules.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A bus with one rule of five minutes, and what its function was given. */
function busOfFiveMinutes(invoke: (event: string) => Promise<unknown>) {
  const targets = [{ functionArn: 'sweep', retries: 0 }];
  const rule = { arn: 'rule', everySeconds: 300, wants: () => false, targets };
  return new EventBus([rule], new Clock(), (_, event) => invoke(event));
}

it('a schedule runs its function at its rate, whatever became of the last time, until shutdown', async () => {
  const given: string[] = [];
  const bus = busOfFiveMinutes(async (event) => {
    given.push(JSON.parse(event)['detail-type']);
    throw new Error('fails every time');
  });
  const shutdown = new Shutdown();
  startSchedules(bus, shutdown);
  await vi.advanceTimersByTimeAsync(299_000);
  expect(given).toEqual([]);
  await vi.advanceTimersByTimeAsync(601_000);
  expect(given).toEqual(['Scheduled Event', 'Scheduled Event', 'Scheduled Event']);
  await shutdown.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(given).toHaveLength(3);
});

it('a sweep that was asked for says that it failed', async () => {
  const bus = busOfFiveMinutes(() => Promise.reject(new Error('on purpose')));
  await expect(bus.tick()).rejects.toThrow('on purpose');
});
