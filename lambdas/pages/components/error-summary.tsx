import type { Messages } from '../../i18n/messages.ts';
import { type FormProblem, inputId, problemLabel, problemText } from '../form-problem.ts';

type Props = {
  readonly problems: readonly FormProblem[];
  /** The names of the inputs on the page; a problem elsewhere leads to the first of them. */
  readonly names: readonly string[];
  readonly messages: Messages;
  /** What inputs are called that have another name here than elsewhere. */
  readonly labels?: Readonly<Record<string, string>>;
};

/** What is wrong, first in main and with the focus; each leads to its input. Nothing where nothing is wrong. */
export function ErrorSummary({ problems, names, messages, labels = {} }: Props) {
  if (problems.length === 0) return null;
  return (
    <div class="problems" role="alert" aria-labelledby="problems-title" tabIndex={-1} autofocus>
      <h2 id="problems-title">{messages.errorSummary}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.name}>
            <Problem
              problem={problem}
              label={labels[problem.name] ?? problemLabel(problem, messages)}
              target={targetOf(problem.name, names)}
              messages={messages}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type ProblemProps = {
  readonly problem: FormProblem;
  readonly label: string | null;
  readonly target: string | undefined;
  readonly messages: Messages;
};

function Problem({ problem, label, target, messages }: ProblemProps) {
  const text = problemText(problem, messages);
  const sentence = label === null ? text : `${label}: ${text}`;
  return target === undefined ? <span>{sentence}</span> : <a href={`#${inputId(target)}`}>{sentence}</a>;
}

/** The input of that name, else the list around it, else the first input. */
function targetOf(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name)) return name;
  const around = name.replace(/\[[^[]*$/, '');
  return around === name ? names[0] : targetOf(around, names);
}
