import { randomUUID } from 'node:crypto';
import { escapeXml } from '../bucket/xml.ts';
import { ACCOUNT, REGION } from '../template/names.ts';
import type { Need } from './policy.ts';
import type { Protocol } from './protocol.ts';

/** SES v1: a form whose `Action` says what is done. */
export const ses: Protocol = {
  readsBody: true,
  needs: ({ body }) => {
    const form = new URLSearchParams(body.toString());
    if (form.get('Action') !== 'SendRawEmail') return null;
    const configurationSet = form.get('ConfigurationSetName');
    const sender = addressOf(form.get('Source') ?? writtenSender(form.get('RawMessage.Data')));
    const to = [...form].filter(([name]) => name.startsWith('Destinations.member.'));
    const needed = [
      on('identity', sender.slice(sender.lastIndexOf('@') + 1)),
      // Asked for in the sandbox, where every deployment begins: so it is asked for here always.
      ...to.map(([, address]) => on('identity', addressOf(address))),
      ...(configurationSet === null ? [] : [on('configuration-set', configurationSet)]),
    ];
    return needed.map((need) => ({ ...need, context: { 'ses:FromAddress': sender } }));
  },
  needToMiss: () => null,
  deny: (user, { action, resource }) =>
    failure(
      'AccessDenied',
      `User \`${user}' is not authorized to perform \`${action}' on resource \`${resource}'`,
    ),
  refuse: (code, message) =>
    failure(code === 'unknown key' ? 'InvalidClientTokenId' : 'InvalidAction', message),
};

function on(kind: string, name: string): Need {
  return { action: 'ses:SendRawEmail', resource: `arn:aws:ses:${REGION}:${ACCOUNT}:${kind}/${name}` };
}

/** Who the mail itself says it is from: SES takes that where a request names no source. */
function writtenSender(raw: string | null): string {
  const [head = ''] = Buffer.from(raw ?? '', 'base64')
    .toString('latin1')
    .split('\r\n\r\n');
  return /^From:(.*)$/im.exec(head)?.[1] ?? '';
}

/** An address without the name before it. */
function addressOf(source: string): string {
  return source
    .slice(source.lastIndexOf('<') + 1)
    .replace(/>?\s*$/, '')
    .trim();
}

function failure(code: string, message: string) {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status: 403,
    contentType: 'text/xml',
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}
