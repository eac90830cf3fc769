import { App } from 'aws-cdk-lib';
import { Firewall } from '../lib/firewall.ts';

new Firewall(new App(), 'CorrigendaFirewall');
