/** What kinds of submissions are, and their rules: as pure as the domain. */
const submissionRules =
  '^lambdas/submissions/(?:(?:kinds?|documents|rules?)\\.ts|shared/|[^/]+/(?:kind|document|rules|widened)\\.ts)';
/** How pages and mails show them. */
const submissionViews = '^lambdas/submissions/(?:views?\\.ts|[^/]+/view\\.tsx)';
const submissionMails = '^lambdas/submissions/(?:mails?\\.ts|[^/]+/mail\\.ts)';
/** Their forms, which do what forms do in `flows`. */
const submissionForms =
  '^lambdas/submissions/(?!shared/)(?:forms\\.ts|[^/]+/(?:form|read-form|page|check|confirm|take-together|around-review)\\.tsx?)';

/**
 * Who may import whom. Each entry: a place, and all that it may import besides itself. What is not listed is refused.
 */
const allowed = {
  domain: {
    from: '^lambdas/domain/',
    to: [
      submissionRules,
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
    to: [
      submissionRules,
      '^inventory/definition\\.ts$',
      '^lambdas/config/',
      '^corrigenda\\.config\\.ts$',
      npm('zod'),
    ],
  },
  i18n: {
    from: '^lambdas/i18n/',
    to: [submissionRules, '^inventory/definition\\.ts$', '^lambdas/(?:i18n|domain|fields)/', npm('zod')],
  },
  pages: {
    from: '^lambdas/pages/',
    to: [
      submissionRules,
      submissionViews,
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
      submissionRules,
      submissionMails,
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
      submissionRules,
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
      submissionRules,
      '^lambdas/(?:storage|domain|config)/',
      // The type of a file.
      '^lambdas/formats/format\\.ts$',
      npm('zod'),
      npm('@aws-sdk/[^/]+'),
      '^(?:node:)?(?:crypto|timers/promises)$',
    ],
  },
  workflow: {
    from: '^lambdas/workflow/',
    to: [
      submissionRules,
      '^lambdas/(?:workflow|storage|formats|fields|domain|config)/',
      '^(?:node:)?(?:crypto|timers/promises)$',
    ],
  },
  projection: {
    from: '^lambdas/projection/',
    to: ['^lambdas/(?:projection|formats|storage|domain)/', '^(?:node:)?(?:crypto|util|zlib)$'],
  },
  submissionRules: {
    from: submissionRules,
    to: [submissionRules, '^lambdas/(?:domain|fields)/', npm('zod')],
  },
  submissionViews: {
    from: submissionViews,
    to: [submissionViews, submissionRules, '^lambdas/(?:pages|fields|domain|i18n)/', npm('preact')],
  },
  submissionMails: {
    from: submissionMails,
    to: [submissionMails, submissionRules, '^lambdas/(?:mail|fields|domain|i18n)/'],
  },
  submissionForms: {
    from: submissionForms,
    to: [
      submissionForms,
      submissionRules,
      '^lambdas/(?:flows|forms|workflow|fields|runtime|storage|http|mail|pages|i18n|domain|config)/',
      npm('zod'),
      npm('preact'),
      npm('tldts'),
    ],
  },
  forms: {
    from: '^lambdas/forms/',
    to: [
      submissionRules,
      '^lambdas/(?:forms|http|fields|domain|pages|i18n)/',
      '^inventory/definition\\.ts$',
      npm('zod'),
    ],
  },
  formats: {
    from: '^lambdas/formats/',
    to: [
      '^lambdas/(?:formats|fields|domain|i18n)/',
      '^inventory/definition\\.ts$',
      npm('zod'),
      npm('csv-stringify'),
      npm('fast-xml-builder'),
    ],
  },
  runtime: {
    from: '^lambdas/runtime/',
    to: [
      '^lambdas/(?:runtime|storage|config)/',
      '^lambdas/domain/durations\\.ts$',
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
      submissionRules,
      submissionForms,
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
      '^(?:operator|lib|local|lambdas/(?:domain|fields|formats|submissions|storage|projection|workflow|config|i18n))/',
      '^lambdas/runtime/latin\\.ts$',
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
