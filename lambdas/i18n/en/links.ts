/** A mailed link that opens nothing, and the way to a fresh one. */
export const links = {
  unknown: {
    title: 'This link leads nowhere',
    lead: 'It was not copied whole from the mail, or it has ended. Open the link in the mail once more, or have a fresh one mailed to you.',
    email: 'Your e-mail address',
    emailHint: 'The one that got the mail. The fresh link goes to this address only, and only if we know it.',
    reference: 'Reference',
    referenceHint:
      'It stands in the subject of the mail, as in COR-7F3K-9Q2M. Those who decide may leave it out.',
    question: 'Do you want a fresh link?',
    send: 'Yes, mail me a fresh link',
    button: 'Continue',
    sentTitle: 'If we know this address, a fresh link is on its way',
    sent: 'It goes to the address on file only. If nothing arrives within some minutes, look in the folder for unwanted mail, or try again with the reference from the subject of the mail.',
  },
  mail: {
    what: 'your link',
    lead: (title: string) => `Somebody asked for a fresh link to what you sent about “${title}”. Here it is.`,
    button: 'Open the page of your submission',
    ignore: 'If it was not you, you can ignore this mail: the link came to this address only.',
  },
};
