import { chooseInventory } from './choose-inventory.ts';

chooseInventory();
await import('../lib/firewall-app.ts');
