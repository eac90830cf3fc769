/**
 * Sites where organisations keep a page that is not at a domain of their own, and that the public suffix list has not: what
 * is behind such a domain's addresses is the site's staff, never the organisation.
 */
export const sharedHosts: ReadonlySet<string> = new Set(
  (
    'archive.org bit.ly facebook.com fb.com flickr.com github.com gitlab.com google.com instagram.com issuu.com linkedin.com ' +
    'linktr.ee medium.com notion.so slideshare.net squarespace.com substack.com t.me tiktok.com tumblr.com twitter.com ' +
    'vimeo.com wa.me weebly.com wikipedia.org wordpress.com x.com youtu.be youtube.com'
  ).split(' '),
);
