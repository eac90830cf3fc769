import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readEnvironment } from '../config/environment.ts';
import { secretKeys } from '../storage/door-keys.ts';
import { type Dependencies, deployedDependencies } from './dependencies.ts';
import { type FrontDoor, frontDoor } from './front-door.ts';

/** What a function works with that answers requests. */
export type HttpDependencies = Dependencies & { readonly throughFrontDoor: FrontDoor };

/** The real parts, as the function's environment names them. */
export function deployedHttpDependencies(functionName: string): HttpDependencies {
  const dependencies = deployedDependencies(functionName);
  const { doorSecret } = readEnvironment(['doorSecret'], process.env);
  const readKeys = secretKeys(new SecretsManagerClient({}), doorSecret);
  return { ...dependencies, throughFrontDoor: frontDoor(readKeys, dependencies.now) };
}
