import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../local/http/routes.ts';

const keys = [
  '$default',
  'ANY /files/{path+}',
  'ANY /projects/{id}',
  'GET /',
  'GET /projects/new',
  'GET /projects/{id}',
  'GET /files/{name}',
  'GET /confirm/{token+}',
  'GET /queue/{token}/{reference}',
  'HEAD /projects/{id}',
];
const routes = keys.map((key) => ({ key, target: key }));

describe('a request goes where API Gateway would send it', () => {
  it.each([
    ['GET', '/', 'GET /'],
    ['GET', '/projects/new', 'GET /projects/new'],
    ['GET', '/projects/cybereast', 'GET /projects/{id}'],
    ['HEAD', '/projects/cybereast', 'HEAD /projects/{id}'],
    ['DELETE', '/projects/cybereast', 'ANY /projects/{id}'],
    ['HEAD', '/', '$default'],
    ['GET', '/files/a', 'GET /files/{name}'],
    ['GET', '/files/a/b', 'ANY /files/{path+}'],
    ['GET', '/confirm/a/', 'GET /confirm/{token+}'],
    ['GET', '/confirm/a%2F', 'GET /confirm/{token+}'],
    ['GET', '/confirm/', '$default'],
    ['GET', '/projects/', '$default'],
    ['GET', '/projects/a/b', '$default'],
  ])('%s %s → %s', (method, path, expected) => {
    expect(matchRoute(routes, method, path)?.route.target).toBe(expected);
  });

  it('parameters are decoded', () => {
    expect(matchRoute(routes, 'GET', '/queue/a%20b/COR-1')?.parameters).toEqual({
      token: 'a b',
      reference: 'COR-1',
    });
    expect(matchRoute(routes, 'GET', '/files/a/%C3%A9')?.parameters).toEqual({ path: 'a/é' });
  });

  it('nothing matches where there is no $default', () => {
    expect(matchRoute([{ key: 'GET /', target: 1 }], 'GET', '/other')).toBeNull();
  });
});
