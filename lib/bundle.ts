import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { chosenInventory } from './inventory.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Bundled packages that are CommonJS call `require`, which an ES module lacks. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Bundles `lambdas/<name>.ts` with all it needs, the SDK included, as Lambda runs it.
 * The same source makes the same bytes, so an unchanged function is not deployed again.
 * @returns the folder that holds the bundle, `index.mjs`, and nothing else
 * @throws when the function does not build; esbuild's message names file and line
 */
export function bundleFunction(name: string): string {
  const inventory = chosenInventory();
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [`lambdas/${name}.ts`],
    outfile: 'index.mjs',
    write: false,
    // What is wrong is thrown.
    logLevel: 'silent',
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    charset: 'utf8',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // Lambda hands credentials over in the environment: the chain of other places is half of a small client.
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'lib/bundle/environment-credentials.ts'),
      ...inventory.modules,
    },
    banner: { js: REQUIRE },
    loader: { '.css': 'text' },
  });
  const folder = join(root, '.build', inventory.name ?? '', 'functions', name);
  for (const { contents } of outputFiles) replaceFile(folder, 'index.mjs', contents);
  return folder;
}

/** Never leaves half a file: tests and a running laptop may read it meanwhile. */
function replaceFile(folder: string, name: string, contents: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  // Beside the folder, since whatever is inside it belongs to the deployed function.
  const fresh = `${folder}.${randomUUID()}`;
  writeFileSync(fresh, contents);
  renameSync(fresh, join(folder, name));
}
