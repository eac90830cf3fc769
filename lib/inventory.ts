import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The environment variable that names the folder of another inventory than that in `inventory/`. */
export const INVENTORY = 'CORRIGENDA_INVENTORY';

/** An inventory whose records the product keeps. */
export type Inventory = {
  /** Of its folder, for what is kept apart for each; null of the one in `inventory/`. */
  readonly name: string | null;
  readonly folder: string;
  /** Where the laptop keeps its data, unless told otherwise. */
  readonly dataFolder: string;
  /** Deployed, each is a stack of its own. */
  readonly stackName: string;
  /** The files that modules get by these names; those of the inventory in `inventory/` are in package.json. */
  readonly modules: Readonly<Record<string, string>>;
};

/**
 * The inventory that is run, built or deployed.
 * @throws when a folder is named that holds none
 */
export function chosenInventory(environment: NodeJS.ProcessEnv = process.env): Inventory {
  const named = environment[INVENTORY];
  const folder = named ? resolve(named) : join(root, 'inventory');
  const modules = {
    '#inventory/definition.ts': join(folder, 'definition.ts'),
    '#inventory/demonstration.ts': join(folder, 'demonstration.ts'),
    '#settings': join(named ? folder : root, 'corrigenda.config.ts'),
  };
  const missing = Object.values(modules).filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(
      `${folder} is no inventory: it has no ${missing.map((file) => basename(file)).join(', ')}.`,
    );
  if (!named) return { name: null, folder, dataFolder: '.corrigenda', stackName: 'Corrigenda', modules };
  const name = basename(folder);
  const stackName = `Corrigenda-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
  return { name, folder, dataFolder: `.corrigenda-${name}`, stackName, modules };
}
