import { App } from 'aws-cdk-lib';
import { chosenInventory } from './inventory.ts';
import { checkSolutions } from './nag.ts';
import { Service } from './service.ts';

// What the CDK's commands synthesize. The laptop leaves the checks out: they take a while, and change nothing.
const app = new App();
new Service(app, chosenInventory().stackName);
checkSolutions(app);
