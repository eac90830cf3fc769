import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitTarget } from '../http/event.ts';
import { listen } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';

const folder = new URL('../../examples/site/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves the example site, whose `/config.json` says where this laptop's inventory is. */
export async function startSite(inventory: string, port: number, shutdown: Shutdown): Promise<void> {
  await listen(
    port,
    async (request, response) => {
      const { path } = splitTarget(request.url ?? '/');
      if (path === '/config.json') sendFile(response, path, JSON.stringify({ inventory }));
      else await sendFromFolder(response, path === '/' ? '/index.html' : path);
    },
    shutdown,
  );
}

async function sendFromFolder(response: ServerResponse, path: string): Promise<void> {
  const file = new URL(`.${path}`, folder);
  // URLs resolve `..`, also an encoded one, before this asks where they lead.
  const inside = file.href.startsWith(folder.href) && !/%2f|%5c/i.test(path);
  const content = inside ? await readFile(fileURLToPath(file)).catch(() => null) : null;
  if (content) sendFile(response, path, content);
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
}

function sendFile(response: ServerResponse, path: string, content: string | Buffer): void {
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(content);
}
