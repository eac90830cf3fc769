import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenInventory, INVENTORY } from '../../lib/inventory.ts';

describe('the inventory that is run', () => {
  it('is the first one, unless another is named', () => {
    expect(chosenInventory({})).toMatchObject({
      name: null,
      folder: join(process.cwd(), 'inventory'),
      dataFolder: '.corrigenda',
      stackName: 'Corrigenda',
    });
  });

  it('has data, bundles and a stack of its own', () => {
    const { modules, ...courses } = chosenInventory({ [INVENTORY]: 'examples/courses' });
    expect(courses).toEqual({
      name: 'courses',
      folder: join(process.cwd(), 'examples/courses'),
      dataFolder: '.corrigenda-courses',
      stackName: 'Corrigenda-courses',
    });
    for (const file of Object.values(modules)) expect(file.startsWith(courses.folder)).toBe(true);
  });

  it('must be one', () => {
    expect(() => chosenInventory({ [INVENTORY]: 'docs' })).toThrow(
      'docs is no inventory: it has no definition.ts',
    );
  });
});
