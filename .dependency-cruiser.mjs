/**
 * Who may import whom. Each entry: a place, and all that it may import besides itself. What is not listed is refused.
 */
const allowed = {
  domain: {
    from: '^lambdas/domain/',
    to: [
      '^lambdas/(?:domain|fields)/',
      '^inventory/definition\\.ts$',
      npm('zod'),
      // Lists kept up by others, which are data: providers of mail, the codes of ISO 4217 and 3166, what countries are called.
      npm('email-providers'),
      npm('currency-codes'),
      npm('i18n-iso-countries'),
    ],
  },
  fields: { from: '^lambdas/fields/', to: ['^lambdas/(?:fields|domain)/', npm('zod')] },
  inventory: { from: '^inventory/', to: ['^(?:inventory|lambdas/fields)/'] },
  config: {
    from: '^lambdas/config/',
    to: ['^inventory/definition\\.ts$', '^lambdas/config/', '^corrigenda\\.config\\.ts$', npm('zod')],
  },
  i18n: {
    from: '^lambdas/i18n/',
    to: ['^inventory/definition\\.ts$', '^lambdas/(?:i18n|domain|fields)/', npm('zod')],
  },
  pages: {
    from: '^lambdas/pages/',
    to: [
      '^lambdas/(?:pages|fields|domain|i18n)/',
      npm('preact'),
      npm('preact-render-to-string'),
      npm('diff'),
      '^node:crypto$',
      '^crypto$',
    ],
  },
  mail: {
    from: '^lambdas/mail/',
    to: [
      '^lambdas/(?:mail|fields|domain|i18n)/',
      npm('preact'),
      npm('preact-render-to-string'),
      npm('nodemailer'),
      npm('@aws-sdk/client-ses'),
    ],
  },
  http: {
    from: '^lambdas/http/',
    to: [
      '^inventory/definition\\.ts$',
      '^lambdas/(?:http|fields|domain|pages|i18n)/',
      // The name of a header that the template knows as well.
      '^lambdas/config/front-door\\.ts$',
      npm('@middy/core'),
      npm('zod'),
      npm('@aws-lambda-powertools/logger'),
      '^(?:node:)?net$',
      // Types only, from @types/aws-lambda: there is no such package at run time.
      '^aws-lambda$',
    ],
  },
  storage: {
    from: '^lambdas/storage/',
    to: [
      '^lambdas/(?:storage|domain|config)/',
      npm('zod'),
      npm('@aws-sdk/[^/]+'),
      '^(?:node:)?(?:crypto|timers/promises)$',
    ],
  },
  workflow: {
    from: '^lambdas/workflow/',
    to: ['^lambdas/(?:workflow|storage|fields|domain|config)/', '^(?:node:)?(?:crypto|timers/promises)$'],
  },
  forms: {
    from: '^lambdas/forms/',
    to: ['^lambdas/(?:forms|http|fields|domain|pages|i18n)/', '^inventory/definition\\.ts$', npm('zod')],
  },
  runtime: {
    from: '^lambdas/runtime/',
    to: [
      '^lambdas/(?:runtime|storage|config)/',
      // The type of what spells names.
      '^lambdas/domain/slug\\.ts$',
      npm('@aws-sdk/[^/]+'),
      npm('@aws-lambda-powertools/logger'),
      '^(?:node:)?crypto$',
      npm('transliteration'),
      '^aws-lambda$',
    ],
  },
  functions: {
    from: '^lambdas/[^/]+\\.ts$',
    to: ['^lambdas/[^/]+/', npm('@aws-sdk/[^/]+'), npm('zod'), '^aws-lambda$'],
  },
  flows: {
    from: '^lambdas/flows/',
    to: [
      '^lambdas/(?:flows|forms|workflow|fields|runtime|storage|http|mail|pages|i18n|domain|config)/',
      npm('tldts'),
    ],
  },
  lib: {
    from: '^lib/',
    to: [
      '^lib/',
      '^lambdas/config/',
      npm('aws-cdk-lib'),
      npm('cdk-nag'),
      npm('constructs'),
      npm('esbuild'),
      '^(?:node:)?(?:fs|path|url|crypto)',
    ],
  },
  bin: { from: '^bin/', to: ['^(?:bin|operator|lib)/', '^(?:node:)?[a-z_/]+$'] },
  operator: {
    from: '^operator/',
    to: [
      '^(?:operator|lib|local|lambdas/(?:domain|storage|workflow|config|i18n))/',
      '^inventory/(?:definition|demonstration)\\.ts$',
      'node_modules/',
      '^(?:node:)?[a-z_/]+$',
    ],
  },
  local: {
    from: '^local/',
    to: ['^aws-lambda$', '^(?:local|lib|lambdas/config)/', 'node_modules/', '^(?:node:)?[a-z_/]+$'],
  },
};

/** A package from the registry, wherever it is unpacked; `aws-lambda` has types only. */
function npm(name) {
  return `node_modules/${name}(?:/|$)`;
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(allowed).map(([name, { from, to }]) => ({
      name: `${name}-imports`,
      severity: 'error',
      from: { path: from },
      to: { pathNot: to },
    })),
    {
      name: 'nothing-imports-bin-or-operator',
      severity: 'error',
      from: { path: '^(?:lib|lambdas|local)/' },
      to: { path: '^(?:bin|operator)/' },
    },
    {
      name: 'what-is-deployed-imports-no-laptop',
      severity: 'error',
      from: { path: '^(?:lib|lambdas)/' },
      to: { path: '^local/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
