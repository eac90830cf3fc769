import { isField, kindOf } from '../domain/record.ts';
import type { Kind } from '../fields/kind.ts';
import { fieldLabels } from '../i18n/field-labels.ts';
import { csvHeader } from './csv.ts';
import { type Artefact, type Frame, jsonFile } from './format.ts';
import { inventoryJson } from './inventory-json.ts';
import { ndjson } from './ndjson.ts';

/** What Frictionless calls the columns that are not fields of the record. */
const types: Readonly<Record<string, string>> = {
  published: 'datetime',
  modified: 'datetime',
  verified: 'datetime',
  version: 'integer',
};

/** `datapackage.json`: Frictionless Data Package, https://specs.frictionlessdata.io/data-package/, of the files for tables. */
export function dataPackage({ sequence, at, imprint }: Frame): Artefact {
  const { title, licence, disclaimer, publicUrl } = imprint;
  const labels: Readonly<Record<string, string>> = fieldLabels('en');
  const columns = csvHeader.map((name) => ({
    name,
    type: types[name] ?? (isField(name) ? typeOf(kindOf(name)) : 'string'),
    ...(isField(name) ? { title: labels[name] } : {}),
  }));
  return jsonFile('v1/datapackage.json', {
    profile: 'data-package',
    name: 'inventory',
    title,
    description: disclaimer,
    homepage: `${publicUrl}/`,
    version: String(sequence),
    created: at,
    licenses: [{ name: licence.id, title: licence.name, path: licence.url }],
    resources: [
      {
        profile: 'tabular-data-resource',
        name: 'inventory-csv',
        path: 'inventory.csv',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: { fields: columns, primaryKey: 'id', missingValues: [''] },
      },
      resource('inventory-json', 'inventory.json', inventoryJson.mediaType),
      resource('inventory-ndjson', 'inventory.ndjson', ndjson.mediaType),
    ],
  });
}

function resource(name: string, path: string, mediatype: string) {
  return { profile: 'data-resource', name, path, format: path.split('.').at(-1), mediatype };
}

function typeOf({ list, empty, fits }: Kind): string {
  return list === null && empty === null && fits(0) ? 'integer' : 'string';
}
