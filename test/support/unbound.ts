import { variables } from '../../lambdas/config/environment.ts';

/** Handlers bind their real parts when they are imported. Tests call them with others: these lead nowhere. */
export const unbound: Readonly<Record<string, string>> = {
  [variables.tableName]: 'unbound',
  [variables.bucketName]: 'unbound',
  [variables.distributionId]: 'unbound',
  [variables.publicUrl]: 'https://unbound.invalid',
  [variables.doorSecret]: 'unbound',
  AWS_REGION: 'eu-west-1',
};
