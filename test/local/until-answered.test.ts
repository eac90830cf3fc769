import { afterEach, expect, it } from 'vitest';
import { CannotStart } from '../../local/process/cannot-start.ts';
import { listen } from '../../local/process/listen.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { untilAnswered } from '../../local/process/until-answered.ts';

let shutdown = new Shutdown();
afterEach(async () => {
  await shutdown.stop();
  shutdown = new Shutdown();
});

/** A server that answers so, one after the other, and then as the last time. */
async function server(
  ...statuses: number[]
): Promise<{ readonly url: string; readonly asked: () => number }> {
  let asked = 0;
  const url = await listen(
    0,
    async (_, response) => {
      response.writeHead(statuses[Math.min(asked, statuses.length - 1)] ?? 200).end();
      asked += 1;
    },
    shutdown,
  );
  return { url, asked: () => asked };
}

const pause = () => Promise.resolve();

it('waits for what is not there yet, and says each time what it misses', async () => {
  const [home, index] = [await server(200), await server(404, 500, 403, 200)];
  const missed: string[] = [];
  const note = async (address: string) => void missed.push(address);
  await untilAnswered([home.url, index.url], { pause, missed: note });
  expect([home.asked(), index.asked()]).toEqual([1, 4]);
  expect(missed).toEqual(Array(3).fill(index.url));
});

it('waits for what does not listen yet', async () => {
  const gone = new Shutdown();
  const url = await listen(0, async (_, response) => void response.end(), gone);
  await gone.stop();
  let missed = 0;
  const start = async () => {
    missed += 1;
    if (missed === 2)
      await listen(Number(new URL(url).port), async (_, answer) => void answer.end(), shutdown);
  };
  await untilAnswered([url], { pause, missed: start });
  expect(missed).toBe(2);
});

it('says in one sentence what never answers', async () => {
  const { url } = await server(404);
  const waiting = untilAnswered([url], { pause, patience: 500 });
  await expect(waiting).rejects.toThrow(CannotStart);
  await expect(waiting).rejects.toThrow(`${url} does not answer`);
});
