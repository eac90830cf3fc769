import { App } from 'aws-cdk-lib';
import { Service } from '../lib/service.ts';

new Service(new App(), 'Corrigenda');
