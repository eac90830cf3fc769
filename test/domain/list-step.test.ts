import { describe, expect, it } from 'vitest';
import { isAnswer } from '../../lambdas/domain/asked.ts';
import { afterListStep, isListStep } from '../../lambdas/domain/list-step.ts';
import type { Entry } from '../../lambdas/fields/kind.ts';

const form: readonly Entry[] = [
  ['endDate', 'when it rains'],
  ['funders', ''],
  ['funders[0][name]', 'Estonia'],
  ['funders[0][url]', ''],
  ['funders[1][name]', 'Japan'],
  ['funders[10][name]', 'Canada'],
  ['value[funders][0][name]', 'Estonia'],
  ['value[funders][1][name]', 'Japan'],
  ['objectives[0]', 'One'],
  ['objectives[1]', 'Two'],
];

describe('a button beside a list', () => {
  it('is told from those that send', () => {
    expect(['more:funders', 'remove:funders[2]', 'remove:'].map(isListStep)).toEqual([true, true, true]);
    expect([null, '', 'check', 'edit', 'evermore:funders'].map(isListStep)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  it('adds an empty row after the last', () => {
    expect(afterListStep(form, 'more:funders')).toEqual([...form, ['funders[11]', '']]);
    expect(afterListStep(form, 'more:value[funders]')).toEqual([...form, ['value[funders][2]', '']]);
    expect(afterListStep(form, 'more:partners')).toEqual([...form, ['partners[0]', '']]);
  });

  it('adds none to a list that may not be longer', () => {
    const full = Array.from({ length: 100 }, (_, row): Entry => [`outputs[${row}]`, '']);
    expect(afterListStep(full, 'more:outputs')).toEqual(full);
    expect(afterListStep(full.slice(1), 'more:outputs')).toHaveLength(100);
  });

  it('removes that row alone, and the ones after it move up', () => {
    const after = afterListStep(form, 'remove:funders[0]');
    expect(after).toEqual([
      ['endDate', 'when it rains'],
      ['funders', ''],
      ['funders[0][name]', 'Japan'],
      ['funders[9][name]', 'Canada'],
      ...form.slice(6),
    ]);
    expect(afterListStep(form, 'remove:objectives[0]').slice(-2)).toEqual([
      ['objectives[0]', 'Two'],
      ['objectives', ''],
    ]);
    expect(afterListStep(form, 'remove:value[funders][0]')).toContainEqual([
      'value[funders][0][name]',
      'Japan',
    ]);
  });

  it('takes along what somebody said of an input', () => {
    const asked: readonly Entry[] = [
      ['asked[title]', 'keep:ask-markup'],
      ['asked[funders[0][name]]', 'keep:ask-nothing'],
      ['asked[funders[1][name]]', 'keep:ask-entities'],
      ['asked[funders[10][url]]', 'keep:ask-several'],
      ['asked[value[funders][1][name]]', 'keep:ask-nothing'],
      ['asked[objectives[1]]', 'keep:ask-markup'],
    ];
    const answers = (step: string) => afterListStep([...form, ...asked], step).filter(isAnswer);
    expect(answers('remove:funders[0]')).toEqual([
      ['asked[title]', 'keep:ask-markup'],
      ['asked[funders[0][name]]', 'keep:ask-entities'],
      ['asked[funders[9][url]]', 'keep:ask-several'],
      ...asked.slice(4),
    ]);
    expect(answers('remove:value[funders][0]')).toContainEqual([
      'asked[value[funders][0][name]]',
      'keep:ask-nothing',
    ]);
    expect(answers('remove:objectives[0]')).toContainEqual(['asked[objectives[0]]', 'keep:ask-markup']);
    expect(answers('more:funders')).toEqual(asked);
  });

  it('loses nothing where it names no list and no row there is', () => {
    for (const step of [
      'more:endDate',
      'more:themes',
      'more:evidence',
      'more:constructor',
      'more:funders[1]',
      'remove:funders',
      'remove:funders[7]',
      'remove:funders[1][name]',
      'remove:endDate[0]',
      'more:',
    ]) {
      expect(afterListStep(form, step), step).toEqual(form);
    }
  });
});
