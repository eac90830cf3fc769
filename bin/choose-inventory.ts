import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chosenInventory, INVENTORY } from '../lib/inventory.ts';

/**
 * Lets all that is imported after this be of the inventory that `--inventory DIR`, or the environment, names. It takes the
 * option from the arguments.
 */
export function chooseInventory(args: string[] = process.argv): void {
  const [folder] = takeOption(args);
  if (folder !== undefined) process.env[INVENTORY] = folder;
  const modules = chosen();
  registerHooks({
    resolve: (specifier, context, next) => {
      const file = modules[specifier];
      return next(file === undefined ? specifier : pathToFileURL(file).href, context);
    },
  });
}

function chosen(): Readonly<Record<string, string>> {
  try {
    return chosenInventory().modules;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function takeOption(args: string[]): readonly string[] {
  const at = args.findIndex((arg) => arg === '--inventory' || arg.startsWith('--inventory='));
  if (at < 0) return [];
  const [, value] = (args[at] ?? '').split('=');
  const taken = args.splice(at, value === undefined ? 2 : 1);
  return [value ?? taken[1] ?? ''];
}
