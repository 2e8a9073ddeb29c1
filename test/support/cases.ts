// Property tests draw the same cases every time: one that fails then fails because of a change, and not by luck. CASES=7 draws others.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['CASES'] ?? 1) })

export { fc }
