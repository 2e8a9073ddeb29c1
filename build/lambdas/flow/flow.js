// The vocabulary of a flow: one person's attempt to set a new password.
// Only what a write decided is stored; expiry, `locating` and `locked` are computed from the clock and the counters on every
// read, because DynamoDB's TTL deletes days late.
export const MODES = ['email', 'sms', 'userchoose', 'userselectchallenge'];
export const CHANNELS = ['email', 'sms'];
