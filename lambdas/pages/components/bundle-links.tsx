import { localHref, type PageContext } from '../context.ts';

export type TogetherProps = {
  /** What the address of a form says to add to the same; null where nothing can be added any more. */
  readonly adds: string | null;
  /** All that was sent together with it; null where this is all. */
  readonly all: { readonly count: number; readonly href: string } | null;
};

/** Leads to what was sent together with a submission, and to what more may be sent with it. */
export function BundleLinks({ adds, all, context }: TogetherProps & { readonly context: PageContext }) {
  const { messages, language } = context;
  const { bundles } = messages;
  return (
    <>
      {all === null ? null : (
        <p>
          <a href={localHref(all.href, language)}>{bundles.all(all.count)}</a>
        </p>
      )}
      {adds === null ? null : (
        <section>
          <h2>{bundles.more}</h2>
          <p>{bundles.moreHint}</p>
          <ul class="ways">
            <li>
              <a href={localHref(`/correct${adds}`, language)}>{bundles.another}</a>
            </li>
            <li>
              <a href={localHref(`/add${adds}`, language)}>{bundles.add}</a>
            </li>
          </ul>
        </section>
      )}
    </>
  );
}
