import { type ComponentChildren, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ShownNotice } from '../../lambdas/domain/notice.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import type { ConsentProof, Dossier } from './gather.ts';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}' +
  'dt{font-weight:600}dd{margin:0 0 .5rem}code{overflow-wrap:anywhere}blockquote{border-left:4px solid;padding-left:1rem}';

/** The dossier as one HTML file that needs nothing else. Built without JSX: commands run as they are written. */
export function dossierPage(dossier: Dossier, portal: string, at: string): string {
  const title = `Proof of consent: ${dossier.record}`;
  const head = h('head', null, [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width' }),
    h('title', null, title),
    h('style', null, style),
  ]);
  const body = h('body', null, [
    h('h1', null, title),
    h('p', null, `Made from the records of ${portal} on ${at}.`),
    ...basisOf(dossier),
    ...dossier.proofs.map(proofSection),
  ]);
  return `<!doctype html>${renderToString(h('html', { lang: 'en' }, [head, body]))}`;
}

function basisOf({ state, proofs }: Dossier): readonly VNode[] {
  const none = proofs.length === 0 ? [h('p', null, 'Nobody’s consent to its publication is on record.')] : [];
  if (!state || state.status === 'withdrawn') {
    const gone = state
      ? `It left the inventory for good on ${state.at}: ${state.reason}.`
      : 'There is no such record.';
    return [h('p', null, gone), ...none];
  }
  const { publication } = state;
  const sources = publication.sources.map((source) => h('li', null, source));
  return [
    h('p', null, `Version ${state.version} rests on: ${publication.basis}.`),
    h('ul', null, sources),
    ...none,
  ];
}

function proofSection({
  consent,
  events,
  notice,
  rehashed,
  grantor,
  decision,
  releases,
}: ConsentProof): VNode {
  const { fields, labels } = messagesFor('en');
  return h('section', null, [
    h('h2', null, `Consent ${consent.receipt}`),
    facts([
      ['Record, and the version that was read', `${consent.record}, ${consent.version}`],
      ['Fields', consent.fields.map((field) => fields[field]).join(', ')],
      ['On behalf of', consent.organisation ?? 'not said'],
      ['Role', labels.roleOf[consent.role]],
      ['Who consented', grantor ? [grantor.name, grantor.email].filter(Boolean).join(', ') : 'erased'],
      ['Came with the submission', consent.submission],
      ['Accepted by', decision ? `${decision.name} (${decision.by}), ${decision.at}` : 'not on record'],
    ]),
    h('h3', null, 'Events'),
    list(
      events.map(({ type, at, by, name }) => `${at}: ${type}, by ${name === by ? by : `${name} (${by})`}`),
    ),
    h('h3', null, 'Releases since'),
    list(releases.map(({ sequence, at, what }) => `Release ${sequence}, ${at}: ${what}`)),
    ...(consent.gone
      ? [h('p', null, `Seen to be gone on ${consent.gone.at}, with release ${consent.gone.sequence}.`)]
      : []),
    ...noticeParts(consent.noticeSha256, notice, rehashed),
  ]);
}

function noticeParts(hash: string, notice: ShownNotice | null, rehashed: string | null): readonly VNode[] {
  if (!notice) return [h('p', null, `The notice with the SHA-256 ${hash} is not on file.`)];
  const verdict =
    rehashed === hash ? 'It is the same' : 'IT IS NOT THE SAME: the notice on file is not what was agreed to';
  return [
    h('h3', null, `The notice of ${notice.version}, word for word (${notice.language})`),
    facts([
      ['SHA-256 on the consent', h('code', null, hash)],
      ['SHA-256 of the notice below, made again', h('code', null, rehashed)],
      ['Compared', verdict],
    ]),
    h(
      'blockquote',
      null,
      notice.parts.flatMap(({ title, paragraphs }) => [
        h('h4', null, title),
        ...paragraphs.map((text) => h('p', null, text)),
      ]),
    ),
  ];
}

function facts(rows: readonly (readonly [term: string, said: ComponentChildren])[]): VNode {
  return h(
    'dl',
    null,
    rows.flatMap(([term, said]) => [h('dt', null, term), h('dd', null, said)]),
  );
}

function list(lines: readonly string[]): VNode {
  return h(
    'ul',
    null,
    lines.map((line) => h('li', null, line)),
  );
}
