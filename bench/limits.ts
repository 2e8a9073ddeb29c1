/** Nothing may be refused because it was asked for too often. An account still takes no more than a hundred codes a day. */
export const NO_LIMITS = {
  LIMITS: JSON.stringify({
    net: { quarter: 10_000, day: 100_000 },
    identifier: { hour: 1000, day: 10_000, hourPerNet: 1000, dayPerNet: 10_000 },
    destination: { hour: 1000, day: 10_000, hourPerNet: 1000, dayPerNet: 10_000 },
    account: { day: 100, dayPerNet: 100, streak: 100 }
  })
}
