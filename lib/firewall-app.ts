import { App } from 'aws-cdk-lib';
import { Firewall } from './firewall.ts';

new Firewall(new App(), 'CorrigendaFirewall');
