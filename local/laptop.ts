import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBuckets } from './bucket/server.ts';
import { startInvalidations } from './cdn/invalidations.ts';
import { startSite } from './cdn/site.ts';
import { startWebsite } from './cdn/website.ts';
import { Clock } from './control/clock.ts';
import { startControl } from './control/start.ts';
import { findJava } from './dynamodb/java.ts';
import { dynamoDbClient, startDynamoDb } from './dynamodb/start.ts';
import { readMappings } from './dynamodb/stream-mappings.ts';
import { startStreams } from './dynamodb/streams.ts';
import { createTable, type Table } from './dynamodb/table.ts';
import { EventBus } from './events/event-bus.ts';
import { readRules } from './events/rules.ts';
import { startSchedules } from './events/schedules.ts';
import { httpApi } from './http/api.ts';
import { startApiAddress } from './http/api-address.ts';
import { readThrottles } from './http/throttles.ts';
import { functionDefinitions, type Overrides } from './lambda/definition.ts';
import { type LambdaFunctions, startFunctions } from './lambda/functions.ts';
import { startSecretsManager } from './lambda/secrets-manager.ts';
import { mailReports, readConfigurationSets } from './mail/events.ts';
import { startMail } from './mail/start.ts';
import { MailTrouble } from './mail/trouble.ts';
import { readIdentities } from './permissions/identities.ts';
import { type Endpoints, startAws } from './permissions/proxy.ts';
import { Usage } from './permissions/usage.ts';
import { DataFolder } from './process/data-folder.ts';
import { requirePorts } from './process/ports.ts';
import { announce, withdraw } from './process/running.ts';
import { Shutdown } from './process/shutdown.ts';
import { synthesize } from './template/assembly.ts';
import { attributeOf } from './template/names.ts';
import { type Resolve, templateResolver } from './template/resolve.ts';
import { makeSecrets, withSecrets } from './template/secrets.ts';
import { loadTemplate, resourcesOf, type Template } from './template/template.ts';

export type LaptopOptions = {
  /** The first port of the block. */
  readonly port: number;
  /** Where data is kept; null keeps nothing. */
  readonly dataFolder: string | null;
  /** Deletes the data first. */
  readonly fresh?: boolean;
  /** A synthesized CDK app to run; without it the app is synthesized now. */
  readonly assembly?: string;
  /** Plays the API's throttles, which all that comes from one computer would meet too soon. */
  readonly throttled?: boolean;
  /** Variables for every function that the template does not set. */
  readonly overrides?: Overrides;
  /** A file that lists what functions may do, did and were refused, a line of JSON each. */
  readonly permissionsFile?: string;
  /** Learns what is being done, a short line each. */
  readonly say?: (line: string) => void;
  /** Stopping this stops the laptop, also in the middle of its start. */
  readonly shutdown?: Shutdown;
};

export type Laptop = {
  readonly urls: Readonly<Record<'website' | 'inbox' | 'site' | 'control', string>>;
  /** The API's own address, past the website: on AWS anybody may try it. */
  readonly apiAddress: string;
  /** What the template's secrets say. */
  readonly secrets: readonly string[];
  /** The services themselves, where no permissions are checked. */
  readonly endpoints: Endpoints;
  readonly tableName: string;
  readonly bucketName: string;
  /** Holds `logs/<function>.log` and `mail/*.eml`. */
  readonly dataFolder: string;
  /** Hands an event to the template's rules, as another service of AWS would. */
  readonly report: EventBus['report'];
  readonly stop: () => Promise<void>;
};

/**
 * Runs the synthesized template on this computer, on four ports from the given one.
 * @returns once everything answers
 * @throws {CannotStart} when something of the computer stands in the way; nothing keeps running then
 */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const shutdown = options.shutdown ?? new Shutdown();
  try {
    return await start(options, shutdown);
  } catch (error) {
    await shutdown.stop();
    throw error;
  }
}

async function start(options: LaptopOptions, shutdown: Shutdown): Promise<Laptop> {
  const { port, say = () => {} } = options;
  await requirePorts(port);
  const java = await findJava(process.env);
  const data = await openData(options, shutdown);
  say('Synthesizing the CDK app and starting DynamoDB Local');
  const folder = options.dataFolder === null ? null : data.folder('dynamodb');
  const adopt = (pid: number) => data.adopt(pid);
  const [assembly, dynamodb] = await Promise.all([
    options.assembly ?? synthesize(data.folder('assembly'), adopt, shutdown),
    startDynamoDb({ java, folder, adopt }, shutdown),
  ]);
  const urls = urlsOf(port);
  const template = loadTemplate(assembly);
  const secrets = makeSecrets(template);
  const resolve = withSecrets(templateResolver(template, urls.website), secrets);
  say('Starting the bucket, the mail and the functions');
  const bucketNames = resourcesOf(template, 'AWS::S3::Bucket').map(([id]) =>
    attributeOf(template, id, 'Ref'),
  );
  const table = await openTable(template, resolve, dynamodb);
  const s3 = await startBuckets(data.folder('bucket'), bucketNames, shutdown);
  const clock = new Clock();
  const bus = new EventBus(readRules(template, resolve), clock, (arn, event) => functions.invoke(arn, event));
  const reports = mailReports(readConfigurationSets(template, resolve), clock, bus);
  const trouble = new MailTrouble();
  const ses = await startMail(data.folder('mail'), port + 1, reports, trouble, shutdown);
  const cloudfront = await startInvalidations(shutdown);
  const secretsmanager = await startSecretsManager(secrets, shutdown);
  const endpoints = { cloudfront, dynamodb, s3, secretsmanager, ses };
  const usage = new Usage(options.permissionsFile ?? null);
  const aws = await startAws(readIdentities(template, resolve), endpoints, usage, shutdown);
  const definitions = functionDefinitions(template, resolve, assembly, aws, options.overrides);
  const functions = await startFunctions(definitions, data.folder('logs'), clock, shutdown);
  const admit = options.throttled ? readThrottles(template, resolve, () => performance.now()) : undefined;
  const api = httpApi(template, resolve, functions, clock, admit);
  await startWebsite(template, resolve, { api, s3 }, port, shutdown);
  const apiAddress = await startApiAddress(api, shutdown);
  await startSite(urls.website, port + 2, shutdown);
  await wakeByStream(template, resolve, { endpoint: dynamodb, table }, functions, shutdown);
  startSchedules(bus, shutdown);
  await startControl({ bus, clock, reports, trouble }, port + 3, shutdown);
  const [bucketName = ''] = bucketNames;
  const names = { tableName: table.name, bucketName };
  announce(data.path, { publicUrl: urls.website, control: urls.control, endpoints, ...names });
  shutdown.onStop(() => withdraw(data.path));
  return {
    urls,
    apiAddress,
    secrets: [...secrets.values()],
    endpoints,
    ...names,
    dataFolder: data.path,
    report: (event) => bus.report(event),
    stop: () => shutdown.stop(),
  };
}

function urlsOf(port: number): Laptop['urls'] {
  const [website = '', inbox = '', site = '', control = ''] = [0, 1, 2, 3].map(
    (offset) => `http://localhost:${port + offset}`,
  );
  return { website, inbox, site, control };
}

async function openData({ dataFolder, fresh }: LaptopOptions, shutdown: Shutdown): Promise<DataFolder> {
  const path = dataFolder ?? (await mkdtemp(join(tmpdir(), 'corrigenda-')));
  if (dataFolder === null) shutdown.onStop(() => rm(path, { recursive: true, force: true }));
  const data = await DataFolder.take(path);
  shutdown.onStop(() => data.release());
  if (fresh) data.clear();
  return data;
}

async function openTable(template: Template, resolve: Resolve, endpoint: string): Promise<Table> {
  const client = dynamoDbClient(endpoint);
  try {
    return await createTable(template, resolve, client);
  } finally {
    client.destroy();
  }
}

async function wakeByStream(
  template: Template,
  resolve: Resolve,
  { endpoint, table }: { readonly endpoint: string; readonly table: Table },
  functions: LambdaFunctions,
  shutdown: Shutdown,
): Promise<void> {
  const [[tableId] = ['']] = resourcesOf(template, 'AWS::DynamoDB::GlobalTable');
  const streamArn = attributeOf(template, tableId, 'StreamArn');
  const ids = resourcesOf(template, 'AWS::Lambda::Function').map(([id]) => id);
  const arns = new Map(ids.map((id) => [attributeOf(template, id, 'Ref'), attributeOf(template, id, 'Arn')]));
  const mappings = readMappings(template, resolve, streamArn, (name) => arns.get(name) ?? name);
  await startStreams({ endpoint, streamArn: table.streamArn }, mappings, functions, shutdown);
}
