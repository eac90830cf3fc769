/** Why the inventory cannot be shown; the message is for the reader of the page. */
export declare class Unreadable extends Error {}

export type Organisation = { id: string; name: string; url: string | null };

/** What this site shows of a record. Dates are `2020`, `2020-10` or `2020-10-31`. */
export type Project = {
  id: string;
  code: string | null;
  title: string;
  summary: string | null;
  context: string | null;
  objectives: string[];
  outputs: string[];
  outcomes: string[];
  status: 'planned' | 'active' | 'finished' | 'cancelled' | null;
  startDate: string | null;
  endDate: string | null;
  activities: { title: string; date: string | null; place: string | null; url: string | null }[];
  funders: Organisation[];
  implementers: Organisation[];
  partners: Organisation[];
  beneficiaries: string[];
  links: { title: string | null; url: string }[];
  publication: { basis: 'public' | 'consent'; sources: string[] };
  /** The last change of each field: in which release, when (RFC 3339), and who wished to be credited. */
  provenance: Record<string, { sequence: number; at: string; credit: string | null }>;
};

export type Index = {
  title: string;
  sequence: number;
  generatedAt: string;
  licence: { id: string; name: string; url: string };
  disclaimer: string;
  resources: { path: string; sha256: string }[];
};

/**
 * Reads the newest release.
 * @param origin where the inventory is published, as `https://corrections.example.org`
 * @param get how to fetch; the browser's own unless given
 * @throws {Unreadable} when there is no answer, or one that does not match the index even at the second reading
 */
export declare function readInventory(
  origin: string,
  get?: (url: URL, options: { cache: RequestCache }) => Promise<Response>,
): Promise<{ index: Index; inventory: { sequence: number; records: Project[] } }>;
