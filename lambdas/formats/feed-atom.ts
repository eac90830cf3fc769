import XMLBuilder from 'fast-xml-builder';
import { type FeedItem, pageOf } from './feed-items.ts';
import { sentenceOf } from './feed-sentences.ts';
import type { Artefact, Frame } from './format.ts';

export const FEED_ATOM = 'v1/feed.atom';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/** `feed.atom`: Atom (RFC 4287) of what happened to records last; what is gone is a deleted entry (RFC 6721). */
export function feedAtom(items: readonly FeedItem[], { imprint, at }: Frame): Artefact {
  const { title, name, publicUrl, licence } = imprint;
  const feed = {
    '@xmlns': 'http://www.w3.org/2005/Atom',
    '@xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
    '@xml:lang': 'en',
    id: `${publicUrl}/${FEED_ATOM}`,
    title,
    updated: at,
    author: { name },
    rights: licence.name,
    link: [
      { '@rel': 'self', '@type': 'application/atom+xml', '@href': `${publicUrl}/${FEED_ATOM}` },
      { '@rel': 'alternate', '@type': 'text/html', '@href': `${publicUrl}/` },
    ],
    entry: items.flatMap((item) => (item.op === 'remove' ? [] : entryOf(item, item.title, publicUrl))),
    'at:deleted-entry': items.flatMap((item) =>
      item.op === 'remove' ? { '@ref': pageOf(item.id, publicUrl), '@when': item.at } : [],
    ),
  };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ feed })}\n`;
  return { path: FEED_ATOM, mediaType: 'application/atom+xml', body };
}

function entryOf(item: FeedItem, title: string, publicUrl: string): unknown {
  const page = pageOf(item.id, publicUrl);
  return {
    id: page,
    title,
    updated: item.at,
    link: { '@rel': 'alternate', '@type': 'text/html', '@href': page },
    summary: sentenceOf(item),
  };
}
