import { parseArgs } from 'node:util';
import { unbound } from '../support/unbound.ts';
import './read-tsx.ts';

/** `npm run fuzz -- --seed N --cases N`: hostile input to every function, in this one process. */
const { values } = parseArgs({ options: { seed: { type: 'string' }, cases: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(values.cases ?? 20_000);
if (!Number.isInteger(seed) || !Number.isInteger(cases) || cases < 1) {
  console.error('npm run fuzz takes -- --seed N and -- --cases N, both whole numbers.');
  process.exit(1);
}

Object.assign(process.env, unbound);
const { fuzz } = await import('./fuzz.ts');

const WIDTH = 40;
const started = Date.now();

function bar(done: number): void {
  const share = Math.min(1, done / cases);
  const filled = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.');
  const line = `[${filled}] ${done} of ${cases}, ${Math.round((Date.now() - started) / 1000)} s`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
  else if (done % Math.ceil(cases / 10) === 0) console.log(line);
}

console.log(`seed ${seed}, ${cases} cases`);
const report = await fuzz({ seed, cases, progress: bar });
console.log(
  `\n${report.cases} cases, ${report.mails} mails, ${report.bounces} bounces, ${report.releases} releases`,
);
for (const [answer, count] of [...report.answers].sort())
  console.log(`${String(count).padStart(7)}  ${answer}`);
console.log('most CPU:');
for (const { milliseconds, what } of report.slowest)
  console.log(`${String(milliseconds).padStart(7)} ms  ${what}`);
if (report.failure !== null) {
  console.error(report.failure);
  console.error(`Run it again with: npm run fuzz -- --seed ${seed} --cases ${cases}`);
  process.exitCode = 1;
}
