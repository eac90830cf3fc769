import type { Table } from '../../lambdas/storage/table.ts';

/** What was asked of a table so far. */
export type Asked = { calls: number; items: number };

/** A table that counts what is asked of it, and how many items it answers. */
export function countedTable(table: Table): { readonly table: Table; readonly asked: Asked } {
  const asked: Asked = { calls: 0, items: 0 };
  const counted =
    <Arguments extends readonly unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      asked.calls += 1;
      const result = await call(...given);
      if (Array.isArray(result)) asked.items += result.length;
      return result;
    };
  return {
    asked,
    table: {
      get: counted(table.get),
      query: counted(table.query),
      put: counted(table.put),
      transact: counted(table.transact),
      count: counted(table.count),
    },
  };
}
