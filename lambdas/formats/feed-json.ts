import { type FeedItem, pageOf } from './feed-items.ts';
import { sentenceOf } from './feed-sentences.ts';
import { type Artefact, type Frame, jsonFile } from './format.ts';

export const FEED_JSON = 'v1/feed.json';

/** `feed.json`: JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/, of what happened to records last. */
export function feedJson(items: readonly FeedItem[], { imprint, sequence }: Frame): Artefact {
  const { title, publicUrl } = imprint;
  return jsonFile(
    FEED_JSON,
    {
      version: 'https://jsonfeed.org/version/1.1',
      title,
      home_page_url: `${publicUrl}/`,
      feed_url: `${publicUrl}/${FEED_JSON}`,
      language: 'en',
      _corrigenda: { sequence },
      items: items.map((item) => ({
        id: pageOf(item.id, publicUrl),
        url: pageOf(item.id, publicUrl),
        title: 'title' in item ? item.title : item.id,
        content_text: sentenceOf(item),
        date_modified: item.at,
        _corrigenda: item,
      })),
    },
    'application/feed+json',
  );
}
