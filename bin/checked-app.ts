import { chooseInventory } from './choose-inventory.ts';

chooseInventory();
await import('../lib/checked-app.ts');
