import { chooseInventory } from './choose-inventory.ts';

chooseInventory();
await import('../lib/app.ts');
