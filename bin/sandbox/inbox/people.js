// Who the demo people are, and what happens when their password is reset.

/** @type {Readonly<Record<string, { who: string, outcome: string }>>} */
export const PEOPLE = {
  alice: { who: 'Has a mail address and a mobile number.', outcome: 'Works in every mode.' },
  bob: { who: 'Has a mail address only.', outcome: 'By SMS nothing arrives, and the page looks the same.' },
  carol: { who: 'Has a mobile number only.', outcome: 'By mail nothing arrives, and the page looks the same.' },
  dave: { who: 'Switched off by an administrator.', outcome: 'Nothing arrives, whatever you try.' },
  erin: { who: 'Locked out by wrong logins.', outcome: 'A reset is for her, and unlocks.' },
  frank: { who: 'Has no address at all.', outcome: 'Nothing arrives, whatever you try.' },
  grace: { who: 'Grâce Ōsawa (大澤), an administrator.', outcome: 'Her password needs at least 20 characters.' },
  heidi: { who: 'Shares a mail address with heidi2.', outcome: 'Works by name; the shared address names nobody.' },
  heidi2: { who: 'Shares a mail address with heidi.', outcome: 'Works by name; the shared address names nobody.' },
  oneil: { who: 'Has every character in the name that LDAP escapes.', outcome: 'Works like for anyone else.' },
  root: { who: 'Privileged.', outcome: 'Nothing arrives: never reset by self-service.' },
  nobody: { who: 'Is not in the directory.', outcome: 'Nothing arrives, and nothing on the page tells.' }
}

/** Those for whom nothing ever arrives. */
export const UNREACHABLE = new Set(['dave', 'frank', 'root', 'nobody'])
