import { one } from './nouns.ts';

type Refusal = { readonly title: string; readonly explanation: string };

/** Why a request is refused as a whole: on a page, and as the detail of a problem document. */
export const http = {
  home: 'To the start page',
  errors: {
    unreadable: {
      title: 'We could not read this',
      explanation:
        'What was sent is not readable as a form or as JSON in UTF-8. Please go back and send it again.',
    },
    'other-origin': {
      title: 'This did not come from our page',
      explanation:
        'Answers are taken only from our own pages. Please open the link of your mail and answer there.',
    },
    'other-door': {
      title: 'This is not our public address',
      explanation: 'Nothing is answered or taken at this address. Please use the public one.',
    },
    'not-found': {
      title: 'There is nothing here',
      explanation: 'No page has this address. Please check that it was copied whole.',
    },
    'too-large': {
      title: 'This is too much at once',
      explanation: 'A submission may have at most 64 KiB. Please shorten it, or send it in parts.',
    },
    'unsupported-type': {
      title: 'We cannot take this kind of content',
      explanation: 'Forms are sent as application/x-www-form-urlencoded, the API takes application/json.',
    },
    internal: {
      title: 'Something went wrong on our side',
      explanation: 'Nothing was lost that we had received before. Please try again in a few minutes.',
    },
  } satisfies Record<string, Refusal>,
  unknownRecord: {
    title: `No such ${one}`,
    explanation: `The inventory has no ${one} of this name. Please search for it on the start page.`,
  },
  withdrawnRecord: {
    title: `This ${one} was withdrawn`,
    explanation:
      'Its entry is no longer part of the inventory, and what it said is deleted. Its address stays empty for good.',
  },
  heldRecord: {
    title: `This ${one} is on hold`,
    explanation:
      'Somebody with a say in it objected to its entry. It is out of the inventory until the portal manager has decided.',
  },
  invalidSubmission: 'The submission breaks these rules; nothing was stored.',
};
