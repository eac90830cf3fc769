import { definition } from '#inventory/definition.ts';
import { type FormRoute, formRoutes } from '../submissions/kinds.ts';

/** Where the page of a record is. Each inventory calls its records otherwise; all of the product calls the route so. */
export const recordRoute = `GET /${definition.path}/{id}` as 'GET /{records}/{id}';

/** The routes of each HTTP function, as API Gateway names them. Each GET also answers HEAD. `$default` is browse's. */
export const routes = {
  browse: [
    'GET /',
    'GET /about',
    'GET /privacy',
    recordRoute,
    'GET /submissions/{reference+}',
    'GET /api/submissions/{reference}',
    'GET /api/openapi.json',
    'GET /assets/{file}',
    '$default',
  ],
  submit: [
    'GET /correct',
    ...formRoutes,
    'GET /withdraw/{id}',
    'POST /withdraw/{id}',
    'POST /api/submissions',
  ],
  // What a mail program puts behind a link may have slashes: a mailed link is the whole rest of the path.
  confirm: [
    'GET /confirm',
    'POST /confirm',
    'GET /confirm/{token+}',
    'POST /confirm/{token+}',
    'POST /submissions/{reference+}',
  ],
  review: ['GET /review', 'POST /review', 'GET /review/{token+}', 'POST /review/{token+}'],
} as const;

export type HttpFunction = keyof typeof routes;
export type RouteOf<F extends HttpFunction> = (typeof routes)[F][number];

/**
 * What a route is for: to read, to open a form and send it, to do what a mailed link is for, to be asked by a program. Each
 * route has its throttle by its group.
 */
export type RouteGroup = 'read' | 'send' | 'link' | 'api';

const sendingForms = Object.fromEntries(formRoutes.map((route) => [route, 'send'])) as Record<
  FormRoute,
  'send'
>;

export const routeGroups: Readonly<Record<RouteOf<HttpFunction>, RouteGroup>> = {
  'GET /': 'read',
  'GET /about': 'read',
  'GET /privacy': 'read',
  [recordRoute]: 'read',
  'GET /api/openapi.json': 'read',
  'GET /assets/{file}': 'read',
  $default: 'read',
  'GET /correct': 'send',
  ...sendingForms,
  'GET /withdraw/{id}': 'send',
  'POST /withdraw/{id}': 'send',
  'GET /submissions/{reference+}': 'link',
  'POST /submissions/{reference+}': 'link',
  'GET /confirm': 'link',
  'POST /confirm': 'link',
  'GET /confirm/{token+}': 'link',
  'POST /confirm/{token+}': 'link',
  'GET /review': 'link',
  'POST /review': 'link',
  'GET /review/{token+}': 'link',
  'POST /review/{token+}': 'link',
  'GET /api/submissions/{reference}': 'api',
  'POST /api/submissions': 'api',
};
