import { chooseInventory } from './choose-inventory.ts';

chooseInventory();
await import('../operator/rebuild.ts');
