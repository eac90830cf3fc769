import type { Settings } from '../config/settings.ts';
import type { Imprint } from '../formats/format.ts';

/** What the portal says of its inventory in every release. */
export function imprintOf({ portal, controller, inventory }: Settings, publicUrl: string): Imprint {
  const { iatiReporter, ...said } = inventory;
  const reporter = iatiReporter ? { ...iatiReporter, name: controller.name } : null;
  return { name: portal.name, ...said, reporter, publicUrl };
}
