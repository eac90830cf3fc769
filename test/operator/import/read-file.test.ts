import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../../operator/cannot-run.ts';
import { isEmpty, itemsOf, withoutApostrophe } from '../../../operator/import/cells.ts';
import { columnsOf, knownHeaders, mapSchema } from '../../../operator/import/columns.ts';
import { openSource } from '../../../operator/import/read-rows.ts';
import { DateOrders, NumberHabits, typingOf } from '../../../operator/import/typing.ts';
import { fileWith } from '../../support/importing.ts';

const map = mapSchema.parse({});
const open = (bytes: string | Uint8Array, name?: string) =>
  openSource(fileWith(bytes, name), null, (cells) => knownHeaders(cells, map));

async function rowsIn(bytes: string | Uint8Array, name?: string) {
  const file = await open(bytes, name);
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  for await (const { row, cells } of file.rows()) {
    rows.push(cells);
    numbers.push(row);
  }
  return { header: file.header, read: file.read, rows, numbers };
}

const text = 'title;summary\nSécurité à l’école;Où l’État « protège »\nZweite;Größe 5 €\n';
const macRoman = (value: string) => {
  const decoder = new TextDecoder('macintosh');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from([...value].map((letter) => bytes.get(letter) ?? 63));
};
const windows = (value: string) => {
  const decoder = new TextDecoder('windows-1252');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from([...value].map((letter) => bytes.get(letter) ?? 63));
};

describe('the bytes of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['Windows-1252', windows(text)],
    ['Mac Roman', macRoman(text)],
  ])('are read as %s', async (encoding, bytes) => {
    const { header, rows, read } = await rowsIn(bytes);
    expect(read).toContain(encoding);
    expect([header, ...rows]).toEqual(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(';')),
    );
  });

  it('that are cut within a character are still one text', async () => {
    const long = `title;summary\n${'é'.repeat(70_000)};x\n`;
    expect((await rowsIn(long)).rows[0]?.[0]).toHaveLength(70_000);
  });
});

describe('a table', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('has %s between its cells', async (name, sign) => {
    const { read, rows } = await rowsIn(
      `title${sign}code${sign}summary\nOne${sign}A${sign}"a, b; c\td"\nTwo${sign}B${sign}\n`,
    );
    expect(read).toContain(name);
    expect(rows).toEqual([
      ['One', 'A', 'a, b; c\td'],
      ['Two', 'B', ''],
    ]);
  });

  it('may have lines of comment before its header, and rows count as a spreadsheet counts', async () => {
    const { header, rows, numbers, read } = await rowsIn(
      'List of projects\nUpdated 2023,,\ntitle,code\n\nOne,A\n,,\nTwo,B\n',
    );
    expect(header).toEqual(['title', 'code']);
    expect(rows).toEqual([
      ['One', 'A'],
      ['Two', 'B'],
    ]);
    expect(numbers).toEqual([5, 7]);
    expect(read).toContain('header in line 3');
  });

  it('may have line ends in cells, empty columns at its end, and rows of other lengths', async () => {
    const { header, rows } = await rowsIn('title,summary,,\r\n"One","a\r\nb",,\r\nTwo\r\n');
    expect(header).toEqual(['title', 'summary']);
    expect(rows).toEqual([['One', 'a\r\nb', '', ''], ['Two']]);
  });

  it('of JSON has a column for each part', async () => {
    const { header, rows } = await rowsIn(
      JSON.stringify({
        records: [
          { title: 'One', funders: [{ name: 'A; B', url: null }, { name: 'C' }], themes: ['x', 'y'], n: 5 },
        ],
      }),
      'rows.json',
    );
    expect(header).toEqual(['title', 'funders.name', 'funders.url', 'themes', 'n']);
    expect(rows).toEqual([['One', '"A; B"; C', '; ', 'x; y', '5']]);
  });

  it.each([
    ['no list in it', '{"a":1}', 'rows.json'],
    ['no JSON', '{', 'rows.json'],
  ])('that is %s is refused in a sentence', async (_, bytes, name) => {
    await expect(rowsIn(bytes, name)).rejects.toThrow(CannotRun);
  });
});

describe('headers', () => {
  const columns = (header: readonly string[], over = {}) => columnsOf(header, mapSchema.parse(over));

  it('are names or labels of fields, and of the parts of their items', () => {
    const { columns: found } = columns([
      'Title',
      'start date',
      'FUNDERS',
      'funders.url',
      'Contributions Amount',
      'publication.sources',
    ]);
    expect(found.map(({ target }) => target)).toEqual([
      { to: 'field', field: 'title', part: null },
      { to: 'field', field: 'startDate', part: null },
      { to: 'field', field: 'funders', part: 'name' },
      { to: 'field', field: 'funders', part: 'url' },
      { to: 'field', field: 'contributions', part: 'amount' },
      { to: 'sources' },
    ]);
  });

  it('that say nothing to the inventory are named; those of its own export are known', () => {
    expect(columns(['title', 'Colour', '', 'version', 'provenance.title.at']).unknown).toEqual(['Colour']);
  });

  it.each([
    [['title', 'Title'], {}, 'say the same'],
    [['Colour', 'Size'], {}, 'No column of the file is known'],
    [['title'], { columns: { Name: 'title' } }, 'does not have: “Name”'],
    [['title', 'Name'], { columns: { Name: 'colour' } }, 'no field of the inventory'],
    [['title'], { constants: { colour: 'red' } }, 'speaks of “colour”'],
    [['title'], { key: 'Nr' }, 'does not have: “Nr”'],
    [['title', 'Period'], { split: { Period: ['startDate', 'colour'] } }, 'no field of the inventory'],
  ])('%j with the map %j are refused: %s', (header, over, reason) => {
    expect(() => columns(header, over)).toThrow(reason);
  });
});

describe('a cell', () => {
  it.each([
    '',
    ' ',
    '-',
    '--',
    '-0',
    'N/A',
    'NA',
    'n/a',
    'n/c',
    'null',
    'None',
    '...',
    '[object Object]',
    '#REF!',
    'unknown to us',
  ])('%j says nothing', (cell) => expect(isEmpty(cell, new Set(['unknown to us']))).toBe(true));

  it.each(['0', 'No', 'NAM', 'nil desperandum', '-5'])('%j says something', (cell) =>
    expect(isEmpty(cell, new Set())).toBe(false),
  );

  it.each([
    ['a; b;c', ['a', 'b', 'c']],
    ['a\nb\r\nc', ['a', 'b', 'c']],
    ['"a; b"; "c\nd"; "e ""f"""', ['a; b', 'c\nd', 'e "f"']],
    ['; b', ['', 'b']],
    ['تونس؛ الجزائر', ['تونس', 'الجزائر']],
    ['1) First; 2) Second', ['First', 'Second']],
    ['1. One\n2. Two', ['One', 'Two']],
    ['Only 1) one', ['Only 1) one']],
    ['say "hello; world"', ['say "hello', 'world"']],
  ])('%j has the items %j', (cell, items) => expect(itemsOf(cell)).toEqual(items));

  it('has no apostrophe that a spreadsheet put there', () => {
    expect(["'=1+1", "'-5", "'tis", "'"].map(withoutApostrophe)).toEqual(['=1+1', '-5', "'tis", "'"]);
  });
});

describe('a column', () => {
  const orderOf = (...cells: readonly string[]) => {
    const orders = new DateOrders();
    for (const cell of cells) orders.see(cell);
    return orders.order;
  };
  const languageOf = (...cells: readonly string[]) => {
    const habits = new NumberHabits();
    for (const cell of cells) habits.see(cell);
    return habits.language;
  };

  it('of dates tells whether day or month is first by the numbers above twelve', () => {
    expect(orderOf('03/04/2020', '13/04/2020')).toBe('day');
    expect(orderOf('03/04/2020', '04/13/2020')).toBe('month');
    expect(orderOf('03/04/2020')).toBeNull();
    expect(orderOf('13/04/2020', '04/13/2020')).toBeNull();
  });

  it('decides a date that could be read either way, and asks where it cannot', () => {
    const read = (dates: 'day' | 'month' | null) => typingOf({ dates, numbers: 'en' }).date('03/04/2020');
    expect(read('day')).toEqual({ value: { date: '2020-04-03', other: null } });
    expect(read('month')).toEqual({ value: { date: '2020-03-04', other: null } });
    expect(read(null)).toMatchObject({
      doubt: { rule: 'date-asked', offers: ['3 April 2020', '4 March 2020'] },
    });
  });

  it.each([
    ['13/09/11', '2011-09-13'],
    ['06/03/2023 - 14:31', '2023-03-06'],
    ['11/2023', '2023-11'],
    ['2023-03-06T00:00:00Z', '2023-03-06'],
    ['Mon Mar 06 2023 00:00:00 GMT+0100 (Central European Standard Time)', '2023-03-06'],
    ['2020.0', '2020'],
  ])('of dates with the day first may have %s', (cell, date) => {
    expect(typingOf({ dates: 'day', numbers: 'en' }).date(cell)).toEqual({ value: { date, other: null } });
  });

  it.each(['13/09/11', '03/04/2020', 'soon', '31/02/2020'])(
    'whose order is not known asks about %s, or refuses it',
    (cell) => {
      expect(typingOf({ dates: null, numbers: 'en' }).date(cell)).toHaveProperty('doubt');
    },
  );

  it('may have days as spreadsheets count them', () => {
    expect(typingOf({ dates: null, numbers: 'en' }).date('44197')).toEqual({
      value: { date: '2021-01-01', other: null },
    });
  });

  it('of amounts tells comma from point', () => {
    expect(languageOf('1.234,50', '0,5')).toBe('fr');
    expect(languageOf('8 199 000', '12,5')).toBe('fr');
    expect(languageOf('1,234.50', '$1,000,000')).toBe('en');
    expect(languageOf('5', '10')).toBe('en');
  });
});
