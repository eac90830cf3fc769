import type { Shutdown } from '../process/shutdown.ts';
import type { EventBus } from './event-bus.ts';

/** Runs what the rules have a schedule for, each at its rate, from now on until shutdown. */
export function startSchedules(bus: EventBus, shutdown: Shutdown): void {
  for (const rule of bus.scheduled) {
    const timer = setInterval(
      () => {
        // The function's own log says what happened, and the next turn comes.
        bus.tick([rule]).catch(() => {});
      },
      (rule.everySeconds ?? 0) * 1000,
    );
    shutdown.onStop(() => clearInterval(timer));
  }
}
