/** How inetOrgPerson is found and read (RFC 2798): what most directories have in common. */
export const PEOPLE = {
  filter: '(|(uid={})(mail={}))',
  attributes: { username: ['uid'], mail: ['mail'], mobile: ['mobile'], given: ['givenName'], family: ['sn'] }
} as const
