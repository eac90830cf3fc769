import { describe, expect, it } from 'vitest';
import { exampleOf, matches, parsePattern } from '../../local/events/filter-pattern.ts';

const pattern = parsePattern(
  '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":["OUTBOX#MAIL"]}}}}',
);
const record = (eventName: string, pk: string) => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: '1' } } },
});

describe('a filter pattern', () => {
  it('lets through what has one of its values at every key', () => {
    expect(matches(pattern, record('INSERT', 'OUTBOX#MAIL'))).toBe(true);
    expect(matches(pattern, record('MODIFY', 'OUTBOX#MAIL'))).toBe(true);
  });

  it('keeps back what differs anywhere, or lacks a key', () => {
    expect(matches(pattern, record('REMOVE', 'OUTBOX#MAIL'))).toBe(false);
    expect(matches(pattern, record('INSERT', 'OUTBOX#PUBLISH'))).toBe(false);
    expect(matches(pattern, { eventName: 'INSERT' })).toBe(false);
    expect(matches(pattern, null)).toBe(false);
  });

  it('has an example that it lets through', () => {
    expect(matches(pattern, exampleOf(pattern))).toBe(true);
  });

  it('is refused by the name of what it cannot do', () => {
    expect(() => parsePattern('{"eventName":[{"prefix":"INS"}]}')).toThrow('by prefix');
    expect(() => parsePattern('{"dynamodb":"x"}')).toThrow('must be an object');
  });
});
