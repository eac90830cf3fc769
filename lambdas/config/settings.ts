import type * as z from 'zod/mini';
import config from '#settings';
import { settingsSchema } from './schema.ts';

const parsed = settingsSchema.safeParse(config);
if (!parsed.success) {
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new Error(`corrigenda.config.ts has settings that cannot work:\n${lines.join('\n')}`);
}

/** The portal's own settings, checked. */
export const settings: Settings = parsed.data;
export type Settings = z.infer<typeof settingsSchema>;
