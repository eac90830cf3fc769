import { expect, test } from 'vitest';
import { knownHeaders, mapSchema } from '../../../operator/import/columns.ts';
import { mapText, proposeMap } from '../../../operator/import/propose-map.ts';
import { openSource } from '../../../operator/import/read-rows.ts';
import { fileWith } from '../../support/importing.ts';

async function proposed(text: string) {
  const map = mapSchema.parse({});
  return proposeMap(await openSource(fileWith(text), null, (cells) => knownHeaders(cells, map)));
}

test('a stranger’s columns are placed by their names, then by what stands in them, and the rest is named', async () => {
  const { proposals, unplaced } = await proposed(
    [
      'Nr;Name of the thing;From when;Until;Where;Project summary;Web;State of play;Colour',
      '1;Courts for the north;01/02/2019;2021;Kenya;Words;https://example.org/1;Active;red',
      '2;Police of the south;15/03/2018;2020;Mali; Niger;Words;https://example.org/2;Finished;blue',
      '3;Schools by the sea;2017;2022;Peru;Words;www.example.org;Planned;red',
      '4;Nets for everybody;2016-05;2023;Fiji;Words;https://example.org/4;Active;red',
    ]
      .join('\n')
      .replace('Mali; Niger', '"Mali; Niger"'),
  );
  expect(proposals).toEqual([
    { header: 'Project summary', field: 'summary', by: 'name' },
    { header: 'From when', field: 'startDate', by: 'content' },
    { header: 'Until', field: 'endDate', by: 'content' },
    { header: 'Name of the thing', field: 'title', by: 'content' },
    { header: 'Where', field: 'beneficiaries', by: 'content' },
    { header: 'Web', field: 'url', by: 'content' },
    { header: 'State of play', field: 'status', by: 'content' },
  ]);
  expect(unplaced).toEqual(['Nr', 'Colour']);
});

test('what is known by its name is not placed again, and a proposal is a map', async () => {
  const result = await proposed(
    'title,funders,Donor page,Funder names\nA one,X,https://example.org/a,Y\nB two,X,https://example.org/b,Y\nC three,X,https://example.org/c,Y\n',
  );
  expect(result.proposals).toEqual([{ header: 'Donor page', field: 'url', by: 'content' }]);
  expect(mapSchema.parse(JSON.parse(mapText(result))).columns).toEqual({ 'Donor page': 'url' });
});

test('a column that two fields could be is left to a person', async () => {
  const { proposals, unplaced } = await proposed(
    'العنوان,متى\nمدرسة في البلد,٢٠٢١\nمحكمة في البلد,2020\nشبكة في البلد,مارس 2019\n',
  );
  expect(proposals.map(({ field }) => field)).toEqual(['title']);
  expect(unplaced).toEqual(['متى']);
});
