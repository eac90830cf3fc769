/** The routes of each HTTP function, as API Gateway names them. Each GET also answers HEAD. `$default` is browse's. */
export const routes = {
  browse: [
    'GET /',
    'GET /about',
    'GET /privacy',
    'GET /projects/{id}',
    'GET /submissions/{reference+}',
    'GET /api/submissions/{reference}',
    'GET /api/openapi.json',
    'GET /assets/{file}',
    '$default',
  ],
  submit: [
    'GET /correct',
    'GET /correct/{id}',
    'POST /correct/{id}',
    'GET /add',
    'POST /add',
    'GET /consent/{id}',
    'POST /consent/{id}',
    'GET /object/{id}',
    'POST /object/{id}',
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
