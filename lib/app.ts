import { App } from 'aws-cdk-lib';
import { Service } from './service.ts';

new Service(new App(), 'Corrigenda');
