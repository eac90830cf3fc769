import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CannotRun } from './cannot-run.ts';
import { type Connection, connect } from './connection.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Own extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Own }>
>;

export type Command<Own extends Options> = {
  /** How it is called, for a person who calls it wrongly: `npm run mails -- list`. */
  readonly usage: string;
  /** Its own options, besides `--stack`. */
  readonly options: Own;
  readonly act: (
    connection: Connection,
    words: readonly string[],
    values: Parsed<Own>['values'],
  ) => Promise<void>;
};

/** Runs a command of an operator on the laptop that runs, or with `--stack NAME` on AWS, and ends with exit code 1 if it cannot. */
export async function runCommand<const Own extends Options>(command: Command<Own>): Promise<void> {
  try {
    const { positionals, values } = readArguments(command);
    const { stack, ...own } = values as { readonly stack?: string } & Parsed<Own>['values'];
    const connection = await connect(stack, process.env);
    try {
      await command.act(connection, positionals, own as Parsed<Own>['values']);
    } finally {
      connection.close();
    }
  } catch (error) {
    console.error(error instanceof CannotRun ? error.message : error);
    process.exitCode = 1;
  }
}

function readArguments<Own extends Options>({ options, usage }: Command<Own>) {
  try {
    const all = { ...options, stack: { type: 'string' } } as const;
    return parseArgs({ args: process.argv.slice(2), allowPositionals: true, options: all });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : error;
    throw new CannotRun(`${reason}: it is called as ${usage} [--stack NAME].`);
  }
}
