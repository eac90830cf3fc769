import { chooseInventory } from './choose-inventory.ts';

chooseInventory();
await import('../operator/export.ts');
