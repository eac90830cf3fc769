// Runs in a worker thread: the inbox keeps its mails in a module, which two laptops of one process must not share.
import { parentPort, workerData } from 'node:worker_threads';
import inbox from 'aws-ses-v2-local';

// A CommonJS module: what it exports as default is a property of what Node imports.
await inbox.default({ host: '127.0.0.1', port: (workerData as { readonly port: number }).port });
parentPort?.postMessage('listening');
