import { foreignLetters } from '../../domain/confusables.ts';
import { isList } from '../../domain/form.ts';
import { isOrdered } from '../../domain/merge.ts';
import type { Field, FieldValue } from '../../domain/record.ts';
import { visible } from '../../domain/visible.ts';
import { letterNames } from '../../i18n/cautions.ts';
import { changedLines } from '../../i18n/changed-lines.ts';
import { valueLines, type Words } from '../../i18n/value-lines.ts';
import { type Mark, marksOf } from '../marks.ts';

/** A value with what it is called: the old one, the one in the inventory now. */
export type Labelled = { readonly label: string; readonly value: FieldValue };

type Props = {
  readonly field: Field;
  readonly old: Labelled;
  readonly new: Labelled;
  readonly words: Words;
  /** Marks help to compare; without them a value stays one piece, to be read aloud or copied. */
  readonly marked: boolean;
};

/** The old value and the new one, with what differs marked; lists by what is added and removed. */
export function OldAndNew(props: Props) {
  return isList(props.field) ? <Lists {...props} /> : <Texts {...props} />;
}

function Texts({ field, old, new: next, words, marked }: Props) {
  const [before = '', after = ''] = [
    valueLines(field, old.value, words)[0],
    valueLines(field, next.value, words)[0],
  ];
  const marks = marked ? marksOf(before, after) : null;
  const unknown = words.messages.unknown;
  return (
    <dl class="diff">
      <div class="old">
        <dt>{old.label}</dt>
        <dd>
          {before === '' ? (
            <Quiet text={unknown} />
          ) : (
            <Marked marks={marks ?? whole(before)} without="added" />
          )}
        </dd>
      </div>
      <div class="new">
        <dt>{next.label}</dt>
        <dd>
          {after === '' ? (
            <Quiet text={unknown} />
          ) : (
            <Marked marks={marks ?? whole(after)} without="removed" />
          )}
          <Foreign text={after} words={words} />
        </dd>
      </div>
    </dl>
  );
}

/** Marks do not tell letters apart that look the same: their script does. */
function Foreign({ text, words }: { readonly text: string; readonly words: Words }) {
  const letters = foreignLetters(text);
  if (letters.length === 0) return null;
  return <p class="hint">{words.messages.cautions.inValue(letterNames(letters, words.language))}</p>;
}

function whole(text: string): readonly Mark[] {
  return [{ kind: 'same', text }];
}

function Marked({ marks, without }: { readonly marks: readonly Mark[]; readonly without: Mark['kind'] }) {
  return (
    <>
      {marks
        .filter(({ kind }) => kind !== without)
        .map(({ kind, text }, index) => {
          const key = `${index}`;
          if (kind === 'removed') return <del key={key}>{visible(text)}</del>;
          return kind === 'added' ? <ins key={key}>{visible(text)}</ins> : text;
        })}
    </>
  );
}

function Lists({ field, old, new: next, words }: Props) {
  const { removed, added, kept, ...changed } = changedLines(
    valueLines(field, old.value, words),
    valueLines(field, next.value, words),
  );
  const moved = isOrdered(field) ? changed.moved : [];
  const { review } = words.messages;
  return (
    <>
      <dl class="diff">
        {removed.length === 0 ? null : (
          <div class="old">
            <dt>{review.removed}</dt>
            {removed.map((item) => (
              <dd key={item}>
                <del>{visible(item)}</del>
              </dd>
            ))}
          </div>
        )}
        {added.length === 0 ? null : (
          <div class="new">
            <dt>{review.added}</dt>
            {added.map((item) => (
              <dd key={item}>
                <ins>{visible(item)}</ins>
                <Foreign text={item} words={words} />
              </dd>
            ))}
          </div>
        )}
      </dl>
      {moved.length === 0 ? null : (
        <ul class="moves">
          {moved.map(({ item, from, to }) => (
            <li key={to}>
              {review.place(from, to)} <q>{item}</q>
            </li>
          ))}
        </ul>
      )}
      {kept - moved.length === 0 ? null : <p class="hint">{review.kept(kept - moved.length)}</p>}
    </>
  );
}

/** A value as it is, without marks. */
export function PlainValue({
  field,
  value,
  words,
}: {
  readonly field: Field;
  readonly value: FieldValue;
  readonly words: Words;
}) {
  const lines = valueLines(field, value, words);
  if (lines.length === 0) return <Quiet text={words.messages.unknown} />;
  if (!isList(field)) return <>{lines[0]}</>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Quiet({ text }: { readonly text: string }) {
  return <span class="quiet">{text}</span>;
}
