import type { Shape } from './shape.ts'

/** The page in English. Placeholders in braces are filled by the view; no sentence says whether a person exists. */
export const en = {
  locale: 'en',
  /** How numbers and lengths of time are written. */
  formats: 'en',
  /** Between two sentences. */
  sentenceGap: ' ',
  progress: 'Step {step} of {total}',
  title: '{heading} · {brand}',
  identify: {
    heading: 'Reset your password',
    lead: 'We will send you a one-time code.',
    label: 'User name',
    hint: 'The name you log in with. Your email address may work too.',
    action: 'Continue',
    missing: 'Enter your user name.',
    invalid: 'This cannot be a user name. Check it and try again.',
    resume: 'Go on with the reset you began'
  },
  locating: {
    heading: 'One moment, please',
    lead: 'We are preparing your choices. This takes a few seconds.',
    retry: 'Try again'
  },
  choose: {
    heading: 'How should we send the code?',
    lead: 'If the account exists, the code goes where you choose.',
    email: 'Email',
    sms: 'SMS',
    emailHint: 'To the email address we hold for you',
    smsHint: 'A text message to the mobile number we hold for you',
    action: 'Send the code',
    wait: 'Send the code in {time}',
    missing: 'Choose where the code should go.',
    back: 'I have a code already'
  },
  code: {
    heading: 'Enter your code',
    sent: 'If the account exists, a code was sent.',
    email: 'If the account exists, a code was sent by email.',
    sms: 'If the account exists, a code was sent by SMS.',
    masked: 'If the account exists, a code was sent to {address}.',
    emailHint: 'It can take a minute. Look in your spam folder too.',
    smsHint: 'It can take a minute to arrive.',
    label: '{digits}-digit code',
    action: 'Continue',
    incomplete: 'Enter all {digits} digits of the code.',
    rejected: 'This code is wrong or no longer valid.',
    attempts: { one: 'You have {n} attempt left.', other: 'You have {n} attempts left.' },
    life: 'The code is valid for {time}.',
    soon: 'The code runs out in {time}.',
    over: 'The code has run out. Ask for a new one.',
    overForGood: 'The code has run out. Start again to get a new one.',
    resend: 'Send a new code',
    wait: 'New code in {time}',
    resent: 'A new code is on its way. Only the newest code works.',
    noMore: 'No more codes can be sent for this reset.',
    another: 'Send it another way',
    restart: 'Start again'
  },
  password: {
    heading: 'Choose a new password',
    lead: 'Your code was right.',
    label: 'New password',
    show: 'Show password',
    hide: 'Hide password',
    rules: 'What it needs',
    broken: 'not met',
    met: 'met',
    unmet: 'not met yet',
    later: 'checked when you save',
    tally: 'Rules met: {met} of {total}.',
    suggest: 'Suggest a password',
    suggested: 'A suggestion is in the field, and shown. Note it down, or let your browser keep it.',
    tip: 'Several unrelated words make a password that is strong and easy to remember.',
    action: 'Change password',
    missing: 'Enter a new password.',
    refused: { one: 'The password was not accepted: {n} rule is not met.', other: 'The password was not accepted: {n} rules are not met.' },
    unaccepted: 'The password was not accepted. Please choose a different one.',
    life: 'You have {time} to finish.'
  },
  saving: {
    heading: 'Saving your new password',
    lead: 'This takes a few seconds. You can stay on this page.'
  },
  done: {
    heading: 'Your password is changed',
    lead: 'You can log in with it now. Some systems may take a minute to notice.',
    devices: 'Phones, mail programs and Wi-Fi that remember the old password need the new one.',
    others: 'If somebody else may have known the old one, log out wherever you are still logged in.',
    notice: 'A message about this change goes to every address we hold for you.',
    again: 'Reset another password'
  },
  back: 'Back to the login page',
  ended: {
    action: 'Start again',
    expired: { heading: 'Time is up', lead: 'This reset took too long and has ended. Your password was not changed.' },
    locked: { heading: 'Too many wrong codes', lead: 'This reset has ended to keep the account safe. Your password was not changed.' },
    gone: {
      heading: 'This reset is not open here',
      lead: 'It may have been started again in another tab or browser. Go on there, or start again.'
    },
    rejected: {
      heading: 'This reset can no longer be used',
      lead: 'The password may have been changed by another reset meanwhile. You can start again.'
    }
  },
  notice: {
    offline: 'You seem to be offline. Try again when you are connected.',
    unavailable: 'The service cannot be reached right now. Try again in a moment.',
    problem: 'Something went wrong on our side. Please try again.',
    kept: 'Nothing you typed is lost.',
    tooMany: 'Too many tries from here or for this name. Try again later.',
    tooManyUntil: 'Too many tries from here or for this name. Try again in {time}.',
    ended: 'Your earlier reset has ended. You can start again here.',
    refused: 'This form was out of date, or your browser does not keep cookies for this site. Please try once more.',
    retry: 'Try again'
  },
  foot: { contact: 'Need help? {contact}', language: 'Language' }
} as const

export type PageWords = Shape<typeof en>
