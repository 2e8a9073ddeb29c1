// What each role may do to which items and attributes of the table: the item model as IAM sees it. test/infra holds it against the
// requests that the functions really make, both ways: nothing they need is missing, nothing they do not need is there.
// `?` stands for one character: the names of counters are made of hours, days and client prefixes.

/** The roles that use the table; `sweep` runs under commit's, and `page` has no table. */
export type TableRole = 'flow' | 'verify' | 'commit' | 'locate' | 'deliver' | 'admin' | 'status' | 'status-set' | 'change' | 'remind'

export interface TableGrant {
  action: 'GetItem' | 'PutItem' | 'UpdateItem' | 'Query'
  /** The pattern of `pk`, or of an index's key. */
  keys: string
  attributes: readonly string[]
  /** Whether the whole item may come back; otherwise nothing does. */
  returns?: 'ALL_NEW'
  index?: 'stuck'
}

const FLOW = 'flow#*'
const ACCOUNT = 'acct#*'
/** Notices of changes that no flow led to. */
const NOTICE = 'notice#*'
/** Mails that a password expires, and how far the list of people was gone through for them. */
const EXPIRY = 'expiry#*'
const ROUND = 'run#expiry#*'

/** What a flow begins with. */
const START = [
  ...['pk', 'cookie', 'mode', 'state', 'find', 'who', 'seed', 'locale', 'net', 'area', 'startedAt', 'expiresAt', 'ttl', 'version'],
  ...['option', 'sends', 'gap', 'resendAt', 'codeUntil', 'kid', 'attempts', 'work', 'req']
]
/** What a person may be shown of their flow. */
const SHOWN = [...START, 'options', 'policy', 'shownAt', 'grantUntil']
const PROOF = [...SHOWN, 'reach', 'acct', 'claimed', 'grant', 'refusals']
const COMMIT = [...PROOF, 'person', 'marker', 'was', 'commit', 'lease', 'committedAt']

/** What administrators have set, for those who obey it. */
const obeys = (keys: string): TableGrant => ({ action: 'GetItem', keys, attributes: ['pk', 'body', 'rev', 'by', 'at'] })

/** L2: a day's and an hour's counters, each in all and for one client prefix. */
const BUDGET = ['pk', 'ttl', 'd', 'h??', 'd????????', 'h??????????']

export const TABLE_GRANTS: Readonly<Record<TableRole, readonly TableGrant[]>> = {
  flow: [
    obeys('conf#*'),
    { action: 'UpdateItem', keys: 'lim#net#*', attributes: ['pk', 'ttl', 'd', 'q??'] },
    { action: 'UpdateItem', keys: 'lim#id#*', attributes: BUDGET },
    { action: 'PutItem', keys: FLOW, attributes: START },
    { action: 'GetItem', keys: FLOW, attributes: SHOWN },
    {
      action: 'UpdateItem',
      keys: FLOW,
      attributes: [
        ...['pk', 'state', 'option', 'version', 'sends', 'codeUntil', 'resendAt', 'gap', 'kid', 'work', 'req'],
        // Compared with, not written: IAM cannot tell, so commit trusts the grant and nothing else.
        ...['cookie', 'expiresAt', 'attempts', 'find', 'shownAt']
      ]
    }
  ],
  verify: [
    obeys('conf#policies'),
    { action: 'GetItem', keys: FLOW, attributes: PROOF },
    {
      action: 'UpdateItem',
      keys: FLOW,
      returns: 'ALL_NEW',
      attributes: [
        ...['pk', 'attempts', 'state', 'grant', 'grantUntil', 'expiresAt', 'refusals', 'work', 'req'],
        ...['cookie', 'version', 'claimed', 'reach', 'acct', 'codeUntil']
      ]
    },
    {
      action: 'UpdateItem',
      keys: ACCOUNT,
      attributes: ['pk', 'failedAt', 'streak', 'off', 'changedAt']
    },
    { action: 'UpdateItem', keys: 'lim#acct#*', attributes: ['pk', 'ttl', 'd', 'd????????'] }
  ],
  commit: [
    obeys('conf#policies'),
    { action: 'GetItem', keys: FLOW, attributes: COMMIT },
    {
      action: 'UpdateItem',
      keys: FLOW,
      returns: 'ALL_NEW',
      attributes: [
        ...['pk', 'was', 'state', 'commit', 'lease', 'stuck', 'req', 'refusals', 'committedAt', 'work', 'grant', 'grantUntil', 'expiresAt'],
        'cookie'
      ]
    },
    {
      action: 'UpdateItem',
      keys: ACCOUNT,
      returns: 'ALL_NEW',
      attributes: ['pk', 'changedAt', 'holder', 'streak', 'off', 'history', 'hv']
    },
    { action: 'GetItem', keys: ACCOUNT, attributes: ['pk', 'history'] },
    { action: 'Query', keys: 'yes', attributes: ['pk', 'stuck', 'lease'], index: 'stuck' }
  ],
  change: [
    obeys('conf#policies'),
    { action: 'UpdateItem', keys: 'lim#own#*', returns: 'ALL_NEW', attributes: ['pk', 'ttl', 'd', 'h??', 'until', 'n'] },
    // No flow at all: whoever may name the person of a notice must not name that of a flow, to whom its code would go.
    { action: 'UpdateItem', keys: NOTICE, attributes: ['pk', 'state', 'work', 'reach', 'person', 'locale', 'area', 'committedAt', 'ttl'] },
    { action: 'GetItem', keys: NOTICE, attributes: ['pk', 'state'] },
    {
      action: 'UpdateItem',
      keys: ACCOUNT,
      returns: 'ALL_NEW',
      attributes: ['pk', 'changedAt', 'holder', 'streak', 'off', 'history', 'hv']
    },
    { action: 'GetItem', keys: ACCOUNT, attributes: ['pk', 'history'] }
  ],
  locate: [
    obeys('conf#policies'),
    {
      action: 'UpdateItem',
      keys: FLOW,
      attributes: ['pk', 'find', 'reach', 'acct', 'person', 'options', 'marker', 'policy', 'shownAt', 'req', 'expiresAt']
    },
    { action: 'GetItem', keys: FLOW, attributes: ['pk', 'find', 'req'] },
    { action: 'UpdateItem', keys: ACCOUNT, attributes: ['pk', 'streak', 'failedAt'] }
  ],
  deliver: [
    {
      action: 'UpdateItem',
      keys: FLOW,
      returns: 'ALL_NEW',
      attributes: [...['pk', 'claimed', 'event', 't?', 'work', 'nevent', 'nt'], ...['state', 'version', 'reach', 'codeUntil', 'expiresAt']]
    },
    { action: 'UpdateItem', keys: NOTICE, returns: 'ALL_NEW', attributes: ['pk', 'nevent', 'nt', 'work', 'state'] },
    { action: 'UpdateItem', keys: EXPIRY, attributes: ['pk', 'event', 'n', 'work', 'person', 'expiresAt'] },
    { action: 'GetItem', keys: ACCOUNT, attributes: ['pk', 'off', 'streak'] },
    { action: 'UpdateItem', keys: 'lim#dest#*', attributes: BUDGET },
    { action: 'UpdateItem', keys: 'lim#net#*', attributes: ['pk', 'ttl', 's'] },
    { action: 'UpdateItem', keys: 'lim#pfx#*', attributes: ['pk', 'ttl', 'h??'] },
    { action: 'UpdateItem', keys: 'lim#sms#*', attributes: ['pk', 'ttl', 'd'] }
  ],
  status: [obeys('conf#policies')],
  'status-set': [obeys('conf#policies')],
  remind: [
    obeys('conf#policies'),
    { action: 'UpdateItem', keys: EXPIRY, attributes: ['pk', 'work', 'reach', 'person', 'locale', 'expiresAt', 'at', 'ttl'] },
    { action: 'GetItem', keys: ROUND, attributes: ['pk', 'day', 'pages', 'ended'] },
    { action: 'UpdateItem', keys: ROUND, attributes: ['pk', 'day', 'pages', 'ended', 'holder'] }
  ],
  admin: [
    { action: 'GetItem', keys: 'conf#*', attributes: ['pk', 'body', 'rev', 'by', 'at', 'req'] },
    { action: 'UpdateItem', keys: 'conf#*', attributes: ['pk', 'body', 'rev', 'by', 'at', 'req'] },
    { action: 'UpdateItem', keys: FLOW, attributes: ['pk', 'state', 'expiresAt', 'work', 'req'] },
    { action: 'GetItem', keys: FLOW, attributes: ['pk', 'req'] },
    { action: 'UpdateItem', keys: ACCOUNT, attributes: ['pk', 'off', 'streak'] }
  ]
}
